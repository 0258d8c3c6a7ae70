import { html } from 'hono/html';
import type { TimelineEvent } from '../../fixtures/recording/attachments.ts';
import type { Report, Timeline } from '../schema.ts';
import { counted, showDuration } from '../words.ts';
import type { Html } from './document.ts';
import { chip, scrollable } from './parts.ts';
import { idleLimit, idleWindows, momentOfDecision, ticks, type Span } from './timeline-scale.ts';

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

/** What lies between two heights: the rows of the sessions. */
interface Frame {
  /** Where a moment is on the axis. */
  readonly x: (atMs: number) => number;
  readonly span: Span;
  /** From where the marks of the axis are counted. */
  readonly zeroMs: number;
  readonly rowsEnd: number;
}

const windowsOf = (timeline: Timeline, { x, span, rowsEnd }: Frame): Html[] =>
  idleWindows(timeline)
    .filter(({ fromMs, toMs }) => toMs > span.fromMs && fromMs < span.toMs)
    .map(({ fromMs, toMs }) => {
      const [left, right] = [x(Math.max(fromMs, span.fromMs)), x(Math.min(toMs, span.toMs))];
      return html`<rect
        class="window"
        x="${left.toFixed(1)}"
        y="4"
        width="${Math.max(1, right - left).toFixed(1)}"
        height="${rowsEnd - 4}"
        ><title>within the idle timeout, ${showDuration(fromMs)} to ${showDuration(toMs)}</title></rect
      >`;
    });

function limitOf(timeline: Timeline, { x, span, rowsEnd }: Frame): Html | '' {
  const atMs = idleLimit(timeline);
  if (atMs === undefined || atMs < span.fromMs || atMs > span.toMs) return '';
  return html`<line class="limit" x1="${x(atMs).toFixed(1)}" x2="${x(atMs).toFixed(1)}" y1="4" y2="${rowsEnd}"
    ><title>${showDuration(atMs)}: the idle timeout since the last use is over</title></line
  >`;
}

const showTick = (ms: number): string => (ms === 0 ? '0' : `${ms < 0 ? '−' : ''}${showDuration(Math.abs(ms))}`);

const axisOf = ({ x, span: { fromMs, toMs }, zeroMs, rowsEnd }: Frame): Html[] =>
  ticks(toMs - fromMs, fromMs - zeroMs)
    .map((fromZero) => [fromZero, fromZero + zeroMs] as const)
    .map(
      ([fromZero, atMs]) =>
        html`<line class="grid" x1="${x(atMs).toFixed(1)}" x2="${x(atMs).toFixed(1)}" y1="4" y2="${rowsEnd + 6}" /><text
            class="tick"
            x="${x(atMs).toFixed(1)}"
            y="${rowsEnd + 22}"
            >${showTick(fromZero)}</text
          >`,
    );

/** One span of time to scale; `label` says what it shows to those who don't see it. */
function picture(timeline: Timeline, span: Span, label: string, zeroMs = 0): Html {
  const events = timeline.events.filter(({ atMs }) => atMs >= span.fromMs && atMs <= span.toMs);
  const sessions = [...new Set(events.map(({ session }) => session))];
  const rowsEnd = BAND + sessions.length * ROW;
  const length = Math.max(1, span.toMs - span.fromMs);
  const x = (atMs: number): number => LEFT + ((atMs - span.fromMs) / length) * (WIDTH - LEFT - RIGHT);
  const frame: Frame = { x, span, zeroMs, rowsEnd };
  return html`<svg
    viewBox="0 0 ${WIDTH} ${rowsEnd + AXIS}"
    width="${WIDTH}"
    height="${rowsEnd + AXIS}"
    role="img"
    aria-label="${label}"
  >
    <text x="0" y="${BAND / 2 + 4}">idle window</text>
    ${windowsOf(timeline, frame)} ${axisOf(frame)} ${limitOf(timeline, frame)}
    ${sessions.map((session, row) => {
      const y = BAND + row * ROW + ROW / 2;
      return html`<text x="0" y="${y + 4}">${session}</text>
        <line class="base" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y}" y2="${y}" />
        ${events.filter((event) => event.session === session).map((event) => mark(event, x(event.atMs), y))}`;
    })}
  </svg>`;
}

/** The moment of decision at a scale of its own, where the whole axis shows it as one point. */
function magnified(timeline: Timeline): Html | '' {
  const span = momentOfDecision(timeline);
  if (span === undefined) return '';
  const times = Math.round(timeline.durationMs / (span.toMs - span.fromMs));
  const decision = timeline.events.at(-1)?.atMs ?? span.toMs;
  const label = `The moment of decision, at ${showDuration(decision)}, ${times} times as large`;
  return html`<p class="magnified">${label}</p>
    ${scrollable(`Moment of decision of: ${timeline.test.title} (${timeline.test.project})`, picture(timeline, span, label, decision))}`;
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
    ${scrollable(
      `Timeline of: ${timeline.test.title} (${timeline.test.project})`,
      picture(timeline, { fromMs: 0, toMs: timeline.durationMs }, summarize(timeline)),
    )}
    ${magnified(timeline)} ${asList(timeline)}
  </figure>`;

const legend = (): Html =>
  html`<ul class="timeline-legend" aria-label="What the marks mean">
    <li>
      <svg width="24" height="20" viewBox="0 0 24 20" aria-hidden="true">
        <rect class="window" width="24" height="20" />
      </svg>
      within the idle timeout
    </li>
    <li>
      <svg width="24" height="20" viewBox="0 0 24 20" aria-hidden="true">
        <line class="limit" x1="12" x2="12" y1="0" y2="20" />
      </svg>
      idle timeout over
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
