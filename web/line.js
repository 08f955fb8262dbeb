// The connection: one loop that either sends what waits or listens for mail, so one request is under way at a time
// and letters never overtake each other. What is sent brings the new letters back in the same round trip.

import { ask, backOff, pause, Refused, Unreachable } from "./net.js";
import * as queue from "./queue.js";
import { upload } from "./upload.js";

const WAIT_S = 25;
// A page that nobody looks at stops listening after this.
const HIDDEN_MS = 60000;
// While a photo goes, mail is looked for this often.
const LOOK_MS = 8000;

class Cancelled extends Error {}

export class Line {
  // `on`: letters(letters), state(name), settled(entry, outcome, toast), progress(entry, percent), note(word),
  // signedOut(), ahead(), face(name, locale), typing(names),
  // watches(): whether they want to be told while nobody looks.
  constructor(on) {
    this.on = on;
    this.after = 0;
    this.hasLooked = false;
    this.listening = null;
    this.wakers = new Set();
    this.cancelled = new Set();
    this.failures = 0;
    this.ended = false;
    this.woken = false;
    this.hiddenSince = 0;
    // What goes with each message of an embedded chat: the page that help is asked from.
    this.context = undefined;
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
    this.woken = true;
    for (const end of Array.from(this.wakers)) end();
    queue.first().then((entry) => { if (entry) this.hush(); });
  }

  hush() {
    if (this.listening) this.listening.abort();
  }

  restIfUnseen() {
    if (this.isUnseen()) this.hush();
  }

  isUnseen() {
    return this.hiddenSince > 0 && !this.on.watches() && Date.now() - this.hiddenSince >= HIDDEN_MS;
  }

  async run() {
    while (!this.ended) {
      try {
        this.woken = false;
        if (await queue.alone(() => this.sendFirst())) continue;
        if (this.ended) return;
        if (this.isUnseen()) await pause(10 * 60000, this.wakers);
        else if (!this.woken) await this.listen();
      } catch (error) {
        if (this.ended) return;
        if (error instanceof Refused && error.status === 401) return this.on.signedOut();
        await this.failed(error);
      }
    }
  }

  // True when something was settled.
  async sendFirst() {
    const entry = await queue.first();
    if (!entry || this.ended) return false;
    try {
      await this.sendFiles(entry);
      const answer = await ask("POST", "/api/messages", { body: this.body(entry) });
      await queue.drop(entry);
      this.took(answer);
      this.on.settled(entry, answer.received, answer.toast);
    } catch (error) {
      if (error instanceof Cancelled) {
        await queue.drop(entry);
        this.on.settled(entry, "cancelled");
        return true;
      }
      if (!(error instanceof Refused) || error.status === 401) throw error;
      // The desk will never take it: say so, and go on with the next.
      await queue.drop(entry);
      this.on.settled(entry, error.status === 413 ? "tooLong" : "failed");
    }
    return true;
  }

  body(entry) {
    const { key, sent_at, text, files, tap, start, thread, reply_to, edit } = entry;
    const clock = Date.now();
    return { key, after: this.after, sent_at, clock, text, files, tap, start, thread, reply_to, edit, context: this.context };
  }

  // The bytes go first, as often as it takes; what has arrived is remembered, then the message names them.
  async sendFiles(entry) {
    const blobs = entry.blobs || [];
    let looked = Date.now();
    const between = async (percent) => {
      if (this.cancelled.has(entry.key)) throw new Cancelled();
      this.on.progress(entry, percent);
      if (Date.now() - looked < LOOK_MS) return;
      looked = Date.now();
      this.took(await ask("GET", "/api/messages?after=" + this.after + "&wait=0"));
    };
    const total = blobs.reduce((sum, one) => sum + one.blob.size, 0);
    let gone = 0;
    entry.files = entry.files || [];
    for (let at = 0; at < blobs.length; at += 1) {
      const file = blobs[at];
      if (!entry.files[at]) {
        const share = (part) => between(Math.round((100 * (gone + part * file.blob.size)) / total));
        await share(0);
        const { source, name, mime, bytes } = await this.kept(entry.key + "-" + at, file, share);
        entry.files[at] = { source, name, mime, bytes };
        await queue.change(entry);
      }
      gone += file.blob.size;
    }
    if (this.cancelled.has(entry.key)) throw new Cancelled();
  }

  async kept(key, file, between) {
    const kept = await upload(key, file, between);
    if (kept.no_picture) this.on.note("noPicture");
    return kept.file;
  }

  // What has not gone yet need not go.
  cancel(key) {
    this.cancelled.add(key);
    this.wake();
  }

  async listen() {
    const listening = new AbortController();
    this.listening = listening;
    // The first question, also after a failure, is a short one: it tells soon how things stand.
    const wait = this.failures || !this.hasLooked ? 0 : WAIT_S;
    const began = Date.now();
    try {
      const path = "/api/messages?after=" + this.after + "&wait=" + wait;
      const answer = await ask("GET", path, { deadline: (wait + 20) * 1000, signal: listening.signal });
      const news = this.took(answer);
      // Whatever stands between cuts waiting short: do not hurry it.
      if (wait && !news && Date.now() - began < 1000) await pause(3000, this.wakers);
    } catch (error) {
      if (!listening.signal.aborted) throw error;
    } finally {
      this.listening = null;
    }
    if (navigator.onLine === false) await pause(5000, this.wakers);
  }

  // True when there was something new.
  took(answer) {
    this.failures = 0;
    if (answer.ahead) return this.on.ahead();
    this.on.state("connected");
    this.on.face(answer.name, answer.locale);
    const typing = answer.typing || [];
    this.on.typing(typing);
    const fresh = answer.letters.filter((letter) => letter.seq > this.after);
    if (fresh.length) {
      this.after = fresh[fresh.length - 1].seq;
      this.on.letters(fresh, !this.hasLooked);
    }
    this.hasLooked = true;
    return fresh.length > 0 || typing.length > 0;
  }

  async failed(error) {
    this.failures += 1;
    const down = error instanceof Unreachable && error.status > 0;
    // One lost request is no news; two are.
    if (down || this.failures > 1 || navigator.onLine === false) this.on.state(down ? "unavailable" : "offline");
    await pause(backOff(this.failures, error.retryAfter), this.wakers);
  }
}
