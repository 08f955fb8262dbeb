// What was written and not yet received: kept in the browser's storage, in order, each with its key. The desk knows
// a key again, so sending twice (a lost answer, two tabs, a restart) files once.

import { load, save, keptUnder, newKey } from "./seat.js";

const read = () => load("queue") || [];

export const waiting = read;

export function add(what) {
  const entry = Object.assign({ key: newKey(), sent_at: Date.now() }, what);
  save("queue", read().concat([entry]));
  return entry;
}

export const first = () => read()[0] || null;

export function drop(key) {
  save("queue", read().filter((entry) => entry.key !== key));
}

export const clear = () => save("queue", null);

// Tells when another tab of this seat changed the queue.
export function onOtherTab(then) {
  addEventListener("storage", (event) => { if (event.key === keptUnder("queue")) then(); });
}
