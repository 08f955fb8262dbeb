// Records a voice: small enough for 2G, about two kilobytes a second.

import { word } from "./words.js";

const BITS = 16000;
const LONGEST_S = 180;
const KINDS = [["audio/webm;codecs=opus", "webm"], ["audio/ogg;codecs=opus", "ogg"], ["audio/mp4", "m4a"]];

// Begins at once; `tick(seconds, isOver)` is called each second. `end()` stops and gives the file.
export async function record(tick) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, noiseSuppression: true } });
  const [kind, ending] = KINDS.find(([kind]) => MediaRecorder.isTypeSupported(kind)) || ["", "webm"];
  const recorder = new MediaRecorder(stream, kind ? { mimeType: kind, audioBitsPerSecond: BITS } : { audioBitsPerSecond: BITS });
  const parts = [];
  recorder.addEventListener("dataavailable", (event) => { if (event.data.size) parts.push(event.data); });
  const stopped = new Promise((done) => recorder.addEventListener("stop", done, { once: true }));
  let seconds = 0;
  tick(seconds, false);
  const timer = setInterval(() => {
    seconds += 1;
    tick(seconds, seconds >= LONGEST_S);
  }, 1000);
  recorder.start(1000);
  return {
    async end() {
      clearInterval(timer);
      if (recorder.state !== "inactive") recorder.stop();
      await stopped;
      for (const track of stream.getTracks()) track.stop();
      const now = new Date();
      const stamp = [now.getHours(), now.getMinutes(), now.getSeconds()].map((n) => String(n).padStart(2, "0")).join("");
      const type = (recorder.mimeType || kind || "audio/webm").split(";")[0];
      return new File(parts, word("voice").toLowerCase().replace(/ /g, "-") + "-" + stamp + "." + ending, { type });
    },
  };
}
