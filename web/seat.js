// A seat: one token, one conversation. Several seats live in one browser (?seat=…) and never mix.

const asked = new URLSearchParams(location.search);
export const NAME = (asked.get("seat") || "me").replace(/[^A-Za-z0-9_-]/g, "").slice(0, 40) || "me";
export const IN_DEMO = asked.has("demo");

// Storage may be full or forbidden: the chat then lives as long as its page.
const memory = {};
const path = (what) => "balcao." + what + "." + NAME;

export function load(what) {
  try {
    const kept = localStorage.getItem(path(what));
    return kept === null ? memory[what] || null : JSON.parse(kept);
  } catch (_) {
    return memory[what] || null;
  }
}

export function save(what, value) {
  memory[what] = value;
  try {
    if (value === null) localStorage.removeItem(path(what));
    else localStorage.setItem(path(what), JSON.stringify(value));
  } catch (_) {
    // The copy in memory has to do.
  }
}

export const keptUnder = (what) => path(what);

// 256 bits, base64url. The same code with the same token again gives the same seat, so a lost answer costs nothing.
export function newToken() {
  return random(32);
}

export function newKey() {
  return Date.now().toString(36) + "-" + random(9);
}

function random(count) {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

const CODE = /[#&]code=([^&]+)/;

export const hasCode = () => CODE.test(location.hash);

// Takes the code out of the address, so that it is neither bookmarked nor tried twice.
export function codeInAddress() {
  const found = CODE.exec(location.hash);
  if (!found) return null;
  history.replaceState(null, "", location.pathname + location.search);
  try {
    return decodeURIComponent(found[1]);
  } catch (_) {
    return null;
  }
}
