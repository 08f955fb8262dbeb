// What was written and not yet received: kept in the browser's storage, in order, each with its key. The desk knows
// a key again, so sending twice (a lost answer, two tabs, a restart) files once. A queue belongs to its token: what
// was written in one seat never goes out in another that took its place.

import { load, save, keptUnder, newKey } from "./seat.js";

let name = "queue";

export function ofToken(token) {
  name = "queue-" + token.slice(0, 8);
}

const read = () => load(name) || [];

export const waiting = read;

export function add(what) {
  const entry = Object.assign({ key: newKey(), sent_at: Date.now() }, what);
  save(name, read().concat([entry]));
  return entry;
}

export const first = () => read()[0] || null;

export function drop(key) {
  const left = read().filter((entry) => entry.key !== key);
  save(name, left.length ? left : null);
}

export const clear = () => save(name, null);

// Tells when another tab of this seat changed the queue.
export function onOtherTab(then) {
  addEventListener("storage", (event) => { if (event.key === keptUnder(name)) then(); });
}
