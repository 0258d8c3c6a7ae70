import { z } from 'zod';

import { CannotRunError } from '../../lib/cannot-run.ts';
import { startRelyingPartyServer } from './server.ts';

const port = z.number().int().min(0).max(65_535);
const environment = z.object({
  RP_HTTPS_PORTS: z
    .string()
    .default('8443,8444,8445')
    .transform((list) => list.split(',').map(Number))
    .pipe(z.array(port).min(1)),
  RP_HTTP_PORT: z.string().default('8080').transform(Number).pipe(port),
  RP_ADDRESS: z.string().default('127.0.0.1'),
  RP_CONTROL_TOKEN: z.string('is missing: choose a secret of at least 16 characters').min(16),
});

/** The relying-party server as a program of its own. Prints one line of JSON when it is ready; ends on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const settings = environment.safeParse(process.env);
  if (!settings.success) {
    const problem = `The environment of the relying party is not complete.\n${z.prettifyError(settings.error)}`;
    throw new CannotRunError(problem, 'Set the variables named above and start again.');
  }
  const { RP_HTTPS_PORTS, RP_HTTP_PORT, RP_ADDRESS, RP_CONTROL_TOKEN } = settings.data;
  const server = await startRelyingPartyServer({
    hostname: 'localhost',
    address: RP_ADDRESS,
    httpsPorts: RP_HTTPS_PORTS,
    httpPort: RP_HTTP_PORT,
    controlToken: RP_CONTROL_TOKEN,
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void server.close());
  const { origins, backChannelOrigin, controlUrl, certificate } = server;
  process.stdout.write(`${JSON.stringify({ ready: { origins, backChannelOrigin, controlUrl, certificate } })}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof CannotRunError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
