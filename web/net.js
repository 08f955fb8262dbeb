// Requests with a deadline. Every failure is one of: signed out, refused, or "try again later".

export class Refused extends Error {
  constructor(status, body) {
    super("refused: " + status);
    this.status = status;
    this.body = body || {};
  }
}

export class Unreachable extends Error {
  constructor(status, retryAfter) {
    super("unreachable");
    this.status = status;
    this.retryAfter = retryAfter || 0;
  }
}

let token = null;
export const useToken = (next) => { token = next; };

// Where "too often" is an answer for the person, not a reason to try again unseen.
const ANSWERED = /^\/api\/(enter|devices)$/;

// 2G is slow, not absent: a deadline must leave a small answer the time to come.
const DEADLINE_MS = 30000;

export async function ask(method, path, options) {
  const { body, raw, mime, deadline = DEADLINE_MS, signal, blob, as = token } = options || {};
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), deadline);
  const relay = () => stop.abort();
  if (signal) signal.addEventListener("abort", relay);
  const headers = {};
  if (as) headers.Authorization = "Bearer " + as;
  if (body) headers["Content-Type"] = "application/json";
  if (raw) headers["Content-Type"] = mime || "application/octet-stream";
  try {
    const answer = await fetch(path, {
      method, headers, body: raw || (body && JSON.stringify(body)), signal: stop.signal, credentials: "omit", referrerPolicy: "no-referrer",
      // Two tabs that wait at one address would queue up behind each other in the browser's cache.
      cache: blob ? "default" : "no-store",
    });
    if (answer.ok) {
      if (blob) return await answer.blob();
      return answer.status === 204 ? null : await answer.json();
    }
    if (answer.status >= 500 || answer.status === 408 || (answer.status === 429 && !ANSWERED.test(path))) {
      throw new Unreachable(answer.status, Number(answer.headers.get("Retry-After")) || 0);
    }
    throw new Refused(answer.status, await answer.json().catch(() => ({})));
  } catch (error) {
    if (error instanceof Refused || error instanceof Unreachable) throw error;
    throw new Unreachable(0, 0);
  } finally {
    clearTimeout(timer);
    if (signal) signal.removeEventListener("abort", relay);
  }
}

// Waits longer after each failure, up to half a minute, never in step with other phones.
export function backOff(failures, atLeastS) {
  const most = Math.min(30000, 1000 * Math.pow(2, failures - 1));
  return Math.max(most / 2 + Math.random() * (most / 2), (atLeastS || 0) * 1000);
}

// A pause that ends early when the network comes back or somebody wakes it.
export function pause(ms, wakers) {
  return new Promise((done) => {
    const end = () => { clearTimeout(timer); wakers.delete(end); removeEventListener("online", end); done(); };
    const timer = setTimeout(end, ms);
    wakers.add(end);
    addEventListener("online", end);
  });
}
