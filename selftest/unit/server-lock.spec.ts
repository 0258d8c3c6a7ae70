import { expect, test } from '@playwright/test';
import { TurnQueue } from '../../targets/server-lock.ts';

/** Runs what is due now: admissions are promises that are already settled. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('any number may use the server together', async () => {
  const turns = new TurnQueue();
  const tickets = await Promise.all([turns.take(false), turns.take(false)]);
  expect(new Set(tickets).size).toBe(2);
});

test('whoever wants to be alone waits for the others, and those who come later wait for it', async () => {
  const turns = new TurnQueue();
  const order: string[] = [];
  const first = await turns.take(false);
  const alone = turns.take(true).then((ticket) => (order.push('alone'), ticket));
  const later = turns.take(false).then((ticket) => (order.push('later'), ticket));
  await settle();
  expect(order).toEqual([]);
  turns.end(first);
  turns.end(await alone);
  await later;
  expect(order).toEqual(['alone', 'later']);
});

test('a ticket that is ended twice, or was never given, changes nothing', async () => {
  const turns = new TurnQueue();
  const alone = await turns.take(true);
  turns.end('never given');
  let admitted = false;
  void turns.take(false).then(() => (admitted = true));
  await settle();
  expect(admitted).toBe(false);
  turns.end(alone);
  turns.end(alone);
  await settle();
  expect(admitted).toBe(true);
});
