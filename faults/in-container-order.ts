import { z } from 'zod';

/** Where the program finds its order, inside. */
export const ORDER_FILE = '/fault-proxy/order.json';
/** What it writes when it is ready. */
export const READY = 'The fault proxy is ready';

/** What the proxy in a container is told. */
export const containerOrder = z.object({
  upstream: z.object({ origin: z.string(), certificate: z.string().optional() }),
  key: z.object({ pfx: z.base64(), passphrase: z.string() }).optional(),
  publicPort: z.number(),
  controlPort: z.number(),
  token: z.string(),
});
