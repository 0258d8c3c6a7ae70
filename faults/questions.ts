import type { Answer, Request, World } from './fault.ts';

/** Does the answer lead to the page that asks whether to log out? */
export const isQuestion = ({ headers }: Answer, { url }: Request): boolean =>
  new URL(headers.get('location') ?? '/', url).pathname.endsWith('/oauth2_logout_consent.do');

/** The values of inputs by their names. */
export const inputsOf = (html: string): URLSearchParams => {
  const inputs = [...html.matchAll(/<input\b[^>]*>/gi)].map(([tag]) =>
    ['name', 'value'].map((name) => new RegExp(`\\b${name}=["']?([^"'>]*)`, 'i').exec(tag)?.[1] ?? ''),
  );
  return new URLSearchParams(inputs);
};

/** Sends the form on a page that asks, which was shown at `url`, with a Yes. */
async function sendYes(html: string, url: URL, cookie: string, world: World): Promise<Answer> {
  const form = inputsOf(html);
  form.set('consent', 'approve');
  const action = /<form\b[^>]*\baction=["']?([^"'\s>]+)/i.exec(html)?.[1] ?? '../oidc/logout';
  const headers = new Headers({ cookie, host: url.host, 'content-type': 'application/x-www-form-urlencoded' });
  return world.send({ method: 'POST', url: new URL(action, url), headers, body: form.toString() });
}

/** Answers Yes in the user's place where the answer leads to a page that asks; resolves to where that leads. */
export async function answerQuestion(answer: Answer, request: Request, world: World): Promise<Answer> {
  if (!isQuestion(answer, request)) return answer;
  const url = new URL(answer.headers.get('location') ?? '/', request.url);
  const given = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
  const cookie = [request.headers.get('cookie') ?? '', ...given].filter(Boolean).join('; ');
  const headers = new Headers({ cookie, host: url.host });
  const { body } = await world.send({ method: 'GET', url, headers, body: '' });
  return sendYes(body, url, cookie, world);
}

/** Shows the page that asks, and answers Yes in the user's place all the same. */
export async function answerWhenShown(answer: Answer, { url, headers }: Request, world: World): Promise<Answer> {
  if (url.pathname.endsWith('/oauth2_logout_consent.do') && answer.status === 200)
    await sendYes(answer.body, url, headers.get('cookie') ?? '', world);
  return answer;
}
