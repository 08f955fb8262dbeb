// Seats: one token, one conversation of one person. A browser keeps several, each under a name of its own (?seat=…),
// and nothing of one is ever read under the name of another.

const asked = new URLSearchParams(location.search);
export const IN_DEMO = asked.has("demo");
export const EMBEDDED = asked.has("embed");

const clean = (name) => (name || "").replace(/[^A-Za-z0-9_-]/g, "").slice(0, 80);

// Storage may be full or forbidden: the chat then lives as long as its page.
const memory = {};

function read(key) {
  try {
    const kept = localStorage.getItem(key);
    return kept === null ? memory[key] || null : JSON.parse(kept);
  } catch (_) {
    return memory[key] || null;
  }
}

function write(key, value) {
  memory[key] = value;
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch (_) {
    // The copy in memory has to do.
  }
}

let own = clean(asked.get("seat")) || (IN_DEMO || EMBEDDED ? "" : clean(read("balcao.last"))) || "me";

export const name = () => own;
export const load = (what) => read("balcao." + what + "." + own);
export const save = (what, value) => write("balcao." + what + "." + own, value);
export const loadOf = (seat, what) => read("balcao." + what + "." + seat);
export const saveOf = (seat, what, value) => write("balcao." + what + "." + seat, value);
export const keptUnder = (what) => "balcao." + what + "." + own;

// The address says which seat this tab shows, so that a reload shows the same one.
export function use(seat) {
  own = clean(seat) || "me";
  const query = new URLSearchParams(location.search);
  query.set("seat", own);
  history.replaceState(null, "", location.pathname + "?" + query + location.hash);
  if (!IN_DEMO && !EMBEDDED) write("balcao.last", own);
}

export function addressOf(seat) {
  const query = new URLSearchParams(location.search);
  query.set("seat", seat);
  return location.pathname + "?" + query;
}

// A person who comes while another is signed in sits elsewhere.
export const freshName = () => "s" + random(4).toLowerCase().replace(/[^a-z0-9]/g, "");

// Where a code was tried and the answer was lost, it is tried again: the seat may be open there.
export function placeFor(code) {
  const tried = read("balcao.arriving");
  if (tried && tried.code === code) return tried.seat;
  const seat = freshName();
  write("balcao.arriving", { code, seat });
  return seat;
}

export const arrived = () => write("balcao.arriving", null);

// All seats of this browser: name -> what the page showed of it last.
export const all = () => read("balcao.seats") || {};

export function register(view) {
  const seats = all();
  const { person, chat, purpose, is_group } = view;
  seats[own] = { person, chat, purpose, is_group, name: view.name };
  write("balcao.seats", seats);
}

// The seat of this browser that a code has opened: its link, tapped again, leads there.
export const madeBy = (code) => [own].concat(Object.keys(all())).find((seat) => loadOf(seat, "used") === code) || null;

export function registerAs(seat, entry) {
  const seats = all();
  seats[seat] = entry;
  write("balcao.seats", seats);
}

// Nothing of a seat stays but its queue, which is somebody else's to empty.
export function forget(seat) {
  const seats = all();
  delete seats[seat];
  write("balcao.seats", Object.keys(seats).length ? seats : null);
  for (const what of ["seat", "view", "coming", "used", "read", "text", "started"]) write("balcao." + what + "." + seat, null);
  if (read("balcao.last") === seat) write("balcao.last", null);
}

// 256 bits, base64url. The same code with the same token again gives the same seat, so a lost answer costs nothing.
export const newToken = () => random(32);

export const newKey = () => Date.now().toString(36) + "-" + random(9);

export const newDevice = () => random(9);

function random(count) {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const CODE = /[#&]code=([^&]+)/;

export const hasCode = () => CODE.test(location.hash);

// The code in a text that may be a whole link.
export function codeIn(text) {
  const found = CODE.exec(text);
  try {
    return found ? decodeURIComponent(found[1]) : text.trim();
  } catch (_) {
    return text.trim();
  }
}

// Takes the code out of the address, so that it is neither bookmarked nor tried twice.
export function codeInAddress() {
  if (!hasCode()) return null;
  const code = codeIn(location.hash);
  history.replaceState(null, "", location.pathname + location.search);
  return code;
}
