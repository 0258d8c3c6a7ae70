import { expect, test } from '@playwright/test';
import { ServerLock } from '../../targets/server-lock.ts';

/** Runs what is due now: admissions are promises that are already settled. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('any number may share the server', async () => {
  const lock = new ServerLock();
  const tickets = await Promise.all([lock.acquire('shared'), lock.acquire('shared')]);
  expect(new Set(tickets).size).toBe(2);
});

test('who locks it exclusively waits for the others, and those who come later wait in turn', async () => {
  const lock = new ServerLock();
  const order: string[] = [];
  const first = await lock.acquire('shared');
  const exclusive = lock.acquire('exclusive').then((ticket) => (order.push('exclusive'), ticket));
  const later = lock.acquire('shared').then((ticket) => (order.push('later'), ticket));
  await settle();
  expect(order).toEqual([]);
  lock.release(first);
  lock.release(await exclusive);
  await later;
  expect(order).toEqual(['exclusive', 'later']);
});

test('a ticket that is released twice, or was never given, changes nothing', async () => {
  const lock = new ServerLock();
  const exclusive = await lock.acquire('exclusive');
  lock.release('never given');
  let admitted = false;
  void lock.acquire('shared').then(() => (admitted = true));
  await settle();
  expect(admitted).toBe(false);
  lock.release(exclusive);
  lock.release(exclusive);
  await settle();
  expect(admitted).toBe(true);
});
