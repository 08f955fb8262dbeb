// Coming and going: by a code, by what this browser keeps, by the page that embeds the chat; and leaving again.

import { speak, word } from "./words.js";
import { now } from "./now.js";
import * as seats from "./seat.js";
import { ask, useToken, backOff, pause, Refused, Unreachable } from "./net.js";
import * as queue from "./queue.js";
import * as store from "./store.js";
import * as page from "./page.js";
import * as compose from "./compose.js";
import * as door from "./door.js";
import * as elsewhere from "./elsewhere.js";
import * as sheet from "./sheet.js";
import { dress, showContext, showState } from "./heading.js";

const at = (id) => document.getElementById(id);
// Shows the conversation of a seat: open(view, isFresh).
let open = async () => {};

export function begin(opens) {
  open = opens;
  door.onCode(arrive);
  if (!seats.EMBEDDED || self.parent === self) enter(seats.codeInAddress());
}

// A code that is new is meant: whoever brings it gets a seat of their own beside the one that is kept. The code that
// made this very seat, tapped again, only opens it.
async function enter(code) {
  const known = code && !seats.IN_DEMO ? seats.madeBy(code) : null;
  if (known) seats.use(known);
  const token = seats.load("seat");
  const isNew = code && !seats.IN_DEMO && !known;
  if (isNew && (await arrive(code))) return;
  if (token && (await resume(token))) {
    // Whoever brought a code that opens nothing has to know that this is not their chat.
    if (isNew) page.toast(at("door-error").textContent);
    return;
  }
  if (code && !isNew && (await arrive(code))) return;
  if (seats.IN_DEMO && (await enterDemo())) return;
  lockedOut();
}

// The embedding page says what it is about, and may bring its facility's code for whoever is new.
export async function comesFrom(next, code) {
  const isFirst = now.context === undefined;
  now.context = next;
  if (now.line) now.line.context = next;
  showContext();
  if (isFirst) await enter(seats.load("seat") ? null : code);
}

async function arrive(code) {
  const before = seats.name();
  const isTaken = Boolean(seats.load("seat"));
  if (isTaken && !seats.IN_DEMO) seats.use(seats.placeFor(code));
  const view = await door.enter(code);
  if (!view) {
    if (isTaken && !seats.IN_DEMO) seats.use(before);
    return false;
  }
  await open(view, true);
  return true;
}

// True when the kept token still opens its seat. Without a network what is kept is shown.
async function resume(token) {
  useToken(token);
  for (let failures = 1; ; failures += 1) {
    try {
      const view = seats.load("view");
      await open(view || (await ask("GET", "/api/me")), false);
      // What was kept saves a round trip; what changed since is put right afterwards.
      if (view) ask("GET", "/api/me").then(seen).catch(() => {});
      return true;
    } catch (error) {
      if (error.status === 401) {
        await forget(false);
        return false;
      }
      if (!(error instanceof Refused) && !(error instanceof Unreachable)) throw error;
      showState("offline");
      await pause(backOff(failures, error.retryAfter), new Set());
    }
  }
}

async function enterDemo() {
  try {
    const found = (await ask("GET", "/demo/seats", { as: null })).find((one) => one.seat === seats.name());
    return found ? await arrive(found.code) : false;
  } catch (_) {
    return false;
  }
}

function lockedOut(why) {
  now.seat = null;
  dress();
  showState("");
  for (const id of ["menu-open", "find-open", "threads-open", "back"]) at(id).hidden = true;
  door.askForCode(why);
  keepShell();
}

export function seen(view) {
  now.seat = view;
  seats.save("view", view);
  seats.register(view);
  speak(view.locale);
  dress();
}

export async function signedOut() {
  now.line.end();
  await forget(false);
  page.empty();
  sheet.close();
  compose.moveTo("", null);
  if (!seats.IN_DEMO || !(await enterDemo())) lockedOut("ended");
}

// The desk has fewer letters than were read here: it was set up again from an older copy. What is kept is not true any
// more; what waits still goes.
export async function ahead() {
  now.line.end();
  await store.forgetLetters(now.tag);
  seats.save("read", null);
  location.reload();
}

// What was not sent yet stays for the same person's next sign-in, unless they leave themselves.
async function forget(isLeaving) {
  useToken(null);
  if (now.tag) {
    await store.forgetLetters(now.tag);
    if (isLeaving) await queue.clear();
  }
  seats.forget(seats.name());
}

export async function leave(everywhere) {
  const tags = elsewhere.tags().concat(now.tag);
  const counts = await Promise.all(tags.map((one) => queue.waiting(one)));
  const waits = counts.some((entries) => entries.length) ? "\n\n" + word("leaveWaiting") : "";
  if (!confirm(word(everywhere ? "leaveAllSure" : "leaveSure") + waits)) return;
  try {
    await ask("POST", "/api/leave", { body: { everywhere } });
  } catch (error) {
    if (error.status !== 401) return page.toast(word("leaveFailed"));
  }
  now.line.end();
  await elsewhere.forgetAll();
  await forget(true);
  // Not to whoever else has a seat in this browser: what they wrote is not for the next eyes.
  location.replace(seats.addressOf(seats.name()));
}

// Only once the first words are there: on a thin network everything else has to wait for them.
export function keepShell() {
  if ("serviceWorker" in navigator && !seats.EMBEDDED) navigator.serviceWorker.register("/sw.js").catch(() => {});
}

// Another tab signed in anew or out: this one follows, rather than showing a seat that is no longer kept.
addEventListener("storage", (event) => { if (event.key === seats.keptUnder("seat")) location.reload(); });

// Another link with a code was opened in this very tab.
addEventListener("hashchange", () => { if (seats.hasCode()) location.reload(); });
