// Signing in: a code that is typed, pasted as a link, or read from a QR code with the camera.

import { word } from "./words.js";
import * as seats from "./seat.js";
import { ask, useToken, backOff, pause, Refused } from "./net.js";

const at = (id) => document.getElementById(id);

export function dress() {
  const words = { "door-title": "doorTitle", "door-hint": "doorHint", "code-label": "code", "door-go": "enter", scan: "scan" };
  for (const id of Object.keys(words)) at(id).textContent = word(words[id]);
}

export function askForCode(why) {
  // What was wrong with a link's code stays to be read.
  if (why) at("door-error").textContent = word(why);
  at("chat").hidden = true;
  at("side").hidden = true;
  at("door").hidden = false;
  at("scan").hidden = !(self.BarcodeDetector && navigator.mediaDevices);
  if (matchMedia("(pointer: fine)").matches) at("code").focus();
}

// The token is kept before it is used: when the answer is lost, the same code opens the same seat again. Gives the
// seat's view, or null once it is clear that the code opens nothing.
export async function enter(code) {
  const coming = seats.load("coming");
  const token = coming && coming.code === code ? coming.token : seats.newToken();
  seats.save("coming", { code, token });
  at("door-error").textContent = "";
  for (let failures = 1; failures < 6; failures += 1) {
    try {
      const view = await ask("POST", "/api/enter", { body: { code, token }, as: null });
      seats.save("seat", token);
      seats.save("coming", null);
      seats.save("used", code);
      seats.arrived();
      useToken(token);
      return view;
    } catch (error) {
      if (error instanceof Refused) {
        const slow = error.status === 429;
        at("door-error").textContent = slow ? word("slowDown", { seconds: error.body.retry_after_s || 60 }) : word("badCode");
        return null;
      }
      at("door-error").textContent = word("noNet");
      at("code").value = code;
      await pause(backOff(failures, error.retryAfter), new Set());
    }
  }
  return null;
}

// `then(code)` signs in; gives whether it did.
export function onCode(then) {
  at("enter").addEventListener("submit", async (event) => {
    event.preventDefault();
    const code = seats.codeIn(at("code").value);
    if (!code) return;
    at("door-go").disabled = true;
    if (await then(code)) at("code").value = "";
    at("door-go").disabled = false;
  });
  at("scan").addEventListener("click", () => scan(then));
}

// Looks through the camera until it sees a code.
async function scan(then) {
  const eye = at("eye");
  let stream = null;
  const shut = () => {
    if (stream) for (const track of stream.getTracks()) track.stop();
    eye.hidden = true;
  };
  at("scan").disabled = true;
  at("door-error").textContent = word("scanHint");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    eye.srcObject = stream;
    eye.hidden = false;
    await eye.play();
    const seen = await look(eye, new self.BarcodeDetector({ formats: ["qr_code"] }));
    shut();
    at("door-error").textContent = "";
    if (seen) {
      at("code").value = seats.codeIn(seen);
      await then(seats.codeIn(seen));
    }
  } catch (_) {
    shut();
    at("door-error").textContent = word("noCamera");
  }
  at("scan").disabled = false;
}

const LOOKS = 240;

async function look(eye, detector) {
  for (let tries = 0; tries < LOOKS && !at("door").hidden; tries += 1) {
    const found = await detector.detect(eye).catch(() => []);
    if (found.length) return found[0].rawValue;
    await new Promise((done) => setTimeout(done, 250));
  }
  return null;
}
