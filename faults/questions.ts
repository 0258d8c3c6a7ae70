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

/** Answers Yes in the user's place where the answer asks; resolves to where that leads. */
export async function answerQuestion(answer: Answer, request: Request, world: World): Promise<Answer> {
  if (!isQuestion(answer, request)) return answer;
  const url = new URL(answer.headers.get('location') ?? '/', request.url);
  const cookie = [
    request.headers.get('cookie') ?? '',
    ...answer.headers.getSetCookie().map((each) => each.split(';')[0]),
  ];
  const headers = new Headers({ cookie: cookie.filter(Boolean).join('; '), host: request.url.host });
  const { body } = await world.send({ method: 'GET', url, headers, body: '' });
  const form = inputsOf(body);
  form.set('consent', 'approve');
  const action = /<form\b[^>]*\baction=["']?([^"'\s>]+)/i.exec(body)?.[1] ?? '../oidc/logout';
  headers.set('content-type', 'application/x-www-form-urlencoded');
  return world.send({ method: 'POST', url: new URL(action, url), headers, body: form.toString() });
}
