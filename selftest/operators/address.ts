import { networkInterfaces } from 'node:os';

/** By which this machine is another host than `localhost`: to a browser too, which takes it for another site. Undefined where it has no such address. */
export const elsewhere = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.internal === false && each.family === 'IPv4')?.address;
