import { html } from 'hono/html';
import type { TimelineEvent } from '../../fixtures/recording/attachments.ts';
import type { Report, Timeline } from '../schema.ts';
import { counted, showDuration } from '../words.ts';
import type { Html } from './document.ts';
import { chip, scrollable } from './parts.ts';
import { idleWindows, ticks } from './timeline-scale.ts';

const WIDTH = 960;
const LEFT = 132;
const RIGHT = 48;
const BAND = 30;
const ROW = 40;
const AXIS = 34;

const KINDS: Readonly<Record<TimelineEvent['kind'], { words: string; path: string }>> = {
  'signed-in': { words: 'signed in', path: 'M0-8 8 0 0 8-8 0Z' },
  'silent-call-renewed': { words: 'silent call, renewed', path: 'M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0Z' },
  'silent-call-refused': { words: 'silent call, refused', path: 'M-6-6 6 6M6-6-6 6' },
  'silent-call-lost': { words: 'silent call, no answer', path: 'M-6 0H6M0-6V6' },
  alive: { words: 'asked, and alive', path: 'M0-8 8 6H-8Z' },
  ended: { words: 'asked, and ended', path: 'M-6.5-6.5H6.5V6.5H-6.5Z' },
  activity: { words: 'other use', path: 'M-7-4H7V4H-7Z' },
  'logged-out': { words: 'logged out', path: 'M-3-10H3V10H-3Z' },
};

const describe = ({ kind, label, atMs }: TimelineEvent): string =>
  `${showDuration(atMs)}: ${label ?? KINDS[kind].words}`;

const mark = (event: TimelineEvent, x: number, y: number): Html =>
  html`<path class="mark ${event.kind}" transform="translate(${x.toFixed(1)} ${y})" d="${KINDS[event.kind].path}">
    <title>${describe(event)}</title>
  </path>`;

/** What the picture shows, for those who don't see it. */
function summarize({ events, durationMs, idleTimeoutMs }: Timeline): string {
  const counts = Object.entries(KINDS).flatMap(([kind, { words }]) => {
    const count = events.filter((event) => event.kind === kind).length;
    return count === 0 ? [] : [`${count} × ${words}`];
  });
  const last = events.at(-1);
  const end = last === undefined ? '' : ` Last, at ${describe(last)}.`;
  return `${showDuration(durationMs)} of server time with an idle timeout of ${showDuration(idleTimeoutMs)}. ${counts.join(', ')}.${end}`;
}

function picture(timeline: Timeline): Html {
  const { events, durationMs } = timeline;
  const sessions = [...new Set(events.map(({ session }) => session))];
  const rowsEnd = BAND + sessions.length * ROW;
  const x = (atMs: number): number => LEFT + (atMs / Math.max(1, durationMs)) * (WIDTH - LEFT - RIGHT);
  return html`<svg
    viewBox="0 0 ${WIDTH} ${rowsEnd + AXIS}"
    width="${WIDTH}"
    height="${rowsEnd + AXIS}"
    role="img"
    aria-label="${summarize(timeline)}"
  >
    <text x="0" y="${BAND / 2 + 4}">idle window</text>
    ${idleWindows(timeline).map(
      ({ fromMs, toMs }) =>
        html`<rect
          class="window"
          x="${x(fromMs).toFixed(1)}"
          y="4"
          width="${Math.max(1, x(toMs) - x(fromMs)).toFixed(1)}"
          height="${rowsEnd - 4}"
          ><title>within the idle timeout, ${showDuration(fromMs)} to ${showDuration(toMs)}</title></rect
        >`,
    )}
    ${ticks(durationMs).map(
      (atMs) =>
        html`<line class="grid" x1="${x(atMs).toFixed(1)}" x2="${x(atMs).toFixed(1)}" y1="4" y2="${rowsEnd + 6}" /><text
            class="tick"
            x="${x(atMs).toFixed(1)}"
            y="${rowsEnd + 22}"
            >${atMs === 0 ? '0' : showDuration(atMs)}</text
          >`,
    )}
    ${sessions.map((session, row) => {
      const y = BAND + row * ROW + ROW / 2;
      return html`<text x="0" y="${y + 4}">${session}</text>
        <line class="base" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" />
        ${events.filter((event) => event.session === session).map((event) => mark(event, x(event.atMs), y))}`;
    })}
  </svg>`;
}

const asList = ({ events }: Timeline): Html =>
  html`<details>
    <summary>As a list of ${counted(events.length, 'event')}</summary>
    <ol>
      ${events.map((event) => html`<li>${describe(event)}, ${event.session}</li>`)}
    </ol>
  </details>`;

const figure = (timeline: Timeline): Html =>
  html`<figure class="timeline">
    <figcaption>
      ${chip(timeline.verdict)} <strong>${timeline.test.title}</strong>
      <span class="where">${timeline.requirements.join(', ')}</span>
    </figcaption>
    ${scrollable(`Timeline of: ${timeline.test.title} (${timeline.test.project})`, picture(timeline))}
    ${asList(timeline)}
  </figure>`;

const legend = (): Html =>
  html`<ul class="timeline-legend" aria-label="What the marks mean">
    <li>
      <svg width="24" height="20" viewBox="0 0 24 20" aria-hidden="true">
        <rect class="window" width="24" height="20" />
      </svg>
      within the idle timeout
    </li>
    ${Object.entries(KINDS).map(
      ([kind, { words, path }]) =>
        html`<li>
          <svg width="24" height="20" viewBox="-12 -10 24 20" aria-hidden="true">
            <path class="mark ${kind}" d="${path}" />
          </svg>
          ${words}
        </li>`,
    )}
  </ul>`;

/** Server time on the axis, one picture for each test that let time pass. */
export const timelines = ({ timelines: all }: Report): Html | '' =>
  all.length === 0 ? '' : html`${legend()} ${all.map(figure)}`;
