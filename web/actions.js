// What can be done with one message: copy it, answer it, correct one's own.

import { word } from "./words.js";
import * as sheet from "./sheet.js";
import { copyText } from "./menu.js";

// `on`: toast(text), reply(), edit().
export function open(letter, on) {
  const parts = [];
  if (letter.text) {
    parts.push(sheet.item(word("copy"), () => {
      sheet.close();
      copyText(letter.text).then(() => on.toast(word("copied"))).catch(() => {});
    }));
  }
  parts.push(sheet.item(word("reply"), () => { sheet.close(); on.reply(); }));
  const echo = letter.echo;
  if (echo && echo.mine && echo.key && !echo.tapped && letter.text) {
    parts.push(sheet.item(word("edit"), () => { sheet.close(); on.edit(); }));
  }
  sheet.open(word("actions"), parts);
}
