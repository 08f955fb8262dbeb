// The connection: one loop that either sends what waits or listens for mail, so one request is under way at a time
// and letters never overtake each other. What is sent brings the new letters back in the same round trip.

import { ask, backOff, pause, Refused, Unreachable } from "./net.js";
import * as queue from "./queue.js";

const WAIT_S = 25;
// A page that nobody looks at stops listening after this.
const HIDDEN_MS = 60000;

export class Line {
  // `on`: letters(letters), state(name), settled(entry, outcome), signedOut(), face(name, locale).
  constructor(on) {
    this.on = on;
    this.after = 0;
    this.listening = null;
    this.wakers = new Set();
    this.failures = 0;
    this.ended = false;
    this.hiddenSince = 0;
  }

  start(after) {
    this.after = after;
    document.addEventListener("visibilitychange", () => {
      this.hiddenSince = document.hidden ? Date.now() : 0;
      if (document.hidden) setTimeout(() => this.restIfUnseen(), HIDDEN_MS + 500);
      else this.wake();
    });
    addEventListener("online", () => this.wake());
    addEventListener("offline", () => { this.on.state("offline"); this.hush(); });
    queue.onOtherTab(() => this.wake());
    this.run();
  }

  end() {
    this.ended = true;
    this.hush();
  }

  // Something waits to be sent, or somebody looks again.
  wake() {
    for (const end of Array.from(this.wakers)) end();
    if (queue.first()) this.hush();
  }

  hush() {
    if (this.listening) this.listening.abort();
  }

  restIfUnseen() {
    if (this.isUnseen()) this.hush();
  }

  isUnseen() {
    return this.hiddenSince > 0 && Date.now() - this.hiddenSince >= HIDDEN_MS;
  }

  async run() {
    while (!this.ended) {
      const entry = queue.first();
      try {
        if (entry) await this.send(entry);
        else if (this.isUnseen()) await pause(10 * 60000, this.wakers);
        else await this.listen();
      } catch (error) {
        if (this.ended) return;
        if (error instanceof Refused && error.status === 401) return this.on.signedOut();
        await this.failed(error);
      }
    }
  }

  async send(entry) {
    const body = Object.assign({ after: this.after }, entry, { label: undefined });
    try {
      const answer = await ask("POST", "/api/messages", { body });
      queue.drop(entry.key);
      this.took(answer);
      this.on.settled(entry, answer.received, answer.toast);
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 401) throw error;
      // The desk will never take it: say so, and go on with the next.
      queue.drop(entry.key);
      this.on.settled(entry, error.status === 413 ? "tooLong" : "failed");
    }
  }

  async listen() {
    const listening = new AbortController();
    this.listening = listening;
    // After a failure the first question is a short one: it tells soon whether the line is back.
    const wait = this.failures ? 0 : WAIT_S;
    const began = Date.now();
    try {
      const path = "/api/messages?after=" + this.after + "&wait=" + wait;
      const answer = await ask("GET", path, { deadline: (wait + 20) * 1000, signal: listening.signal });
      this.took(answer);
      // Whatever stands between cuts waiting short: do not hurry it.
      if (wait && !answer.letters.length && Date.now() - began < 1000) await pause(3000, this.wakers);
    } catch (error) {
      if (!listening.signal.aborted) throw error;
    } finally {
      this.listening = null;
    }
    if (navigator.onLine === false) await pause(5000, this.wakers);
  }

  took(answer) {
    this.failures = 0;
    this.on.state("connected");
    this.on.face(answer.name, answer.locale);
    const fresh = answer.letters.filter((letter) => letter.seq > this.after);
    if (!fresh.length) return;
    this.after = fresh[fresh.length - 1].seq;
    this.on.letters(fresh);
  }

  async failed(error) {
    this.failures += 1;
    const down = error instanceof Unreachable && error.status > 0;
    // One lost request is no news; two are.
    if (down || this.failures > 1 || navigator.onLine === false) this.on.state(down ? "unavailable" : "offline");
    await pause(backOff(this.failures, error.retryAfter), this.wakers);
  }
}
