import { startContainer } from '../../targets/container/container.ts';
import { optionsFor } from './options.ts';

// Starts a target, says where it is, and waits to be killed.
const [, , image = '', directory = ''] = process.argv;
const target = await startContainer(optionsFor(image, directory));
process.stdout.write(`${JSON.stringify(target.description)}\n`);
setInterval(() => undefined, 60_000);
