// Files on their way to the desk: made smaller where that helps on a thin network, and sent in parts, so that a
// connection that breaks costs one part and not the whole photo.

import { ask, Refused } from "./net.js";

const SHRUNK_ABOVE = 200 * 1024;
const LONGEST_SIDE = 1600;
// The first part is small enough for 2G; quick parts make the next ones larger.
const PART = 24 * 1024;
const LARGEST_PART = 512 * 1024;
const QUICK_MS = 2000;

// A photo of four megabytes becomes one of three hundred kilobytes. Whatever fails here, the file goes as it is.
export async function shrunk(file) {
  const asIs = { blob: file, name: file.name || "ficheiro", type: file.type };
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < SHRUNK_ABOVE || !self.createImageBitmap) return asIs;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    const context = canvas.getContext("2d");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    // Twelve million points are 48 megabytes: several photos would be too much for a small phone.
    bitmap.close();
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
    if (!blob || blob.size >= file.size) return asIs;
    return { blob, name: asIs.name.replace(/\.[A-Za-z0-9]+$/, "") + ".jpg", type: "image/jpeg" };
  } catch (_) {
    return asIs;
  }
}

// Sends one file under a key that stays the same over retries, tabs and restarts. `between(share)` is called after each
// part; what it throws ends the upload. Gives what the desk says of the finished file.
export async function upload(key, file, between) {
  const total = file.blob.size;
  const about = "key=" + key + "&name=" + encodeURIComponent(file.name) + "&bytes=" + total;
  let offset = 0;
  let part = PART;
  let disputes = 0;
  for (;;) {
    const bytes = file.blob.slice(offset, Math.min(offset + part, total));
    const began = Date.now();
    try {
      // 30 s, and a second for each 2 kB: 2G at its worst.
      const deadline = 30000 + bytes.size / 2;
      const answer = await ask("POST", "/api/uploads?" + about + "&offset=" + offset, { raw: bytes, mime: file.type, deadline });
      if (answer.file) return answer;
      offset = answer.offset;
    } catch (error) {
      // Another tab, or a part whose answer was lost: the desk says how far it is.
      if (!(error instanceof Refused) || error.status !== 409 || disputes > 20) throw error;
      disputes += 1;
      offset = error.body.offset;
    }
    if (Date.now() - began < QUICK_MS) part = Math.min(part * 2, LARGEST_PART);
    await between(offset / total);
  }
}
