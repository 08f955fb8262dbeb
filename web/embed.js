// The help button for other sites' pages: one script tag, which is all that a page loads before somebody opens it.
// The host's policy may forbid inline styles, so styles are set through CSSOM and constructed sheets alone.

(function () {
  "use strict";
  const tag = document.currentScript;
  if (!tag || window.Balcao) return;
  const desk = new URL(tag.src).origin;
  const told = tag.dataset;
  const en = /^en/i.test(told.lang || document.documentElement.lang || navigator.language || "");
  const WORDS = en
    ? { help: "Help", panel: "Balcão: help", close: "Close the help", one: "1 unread message", many: " unread messages" }
    : { help: "Ajuda", panel: "Balcão: ajuda", close: "Fechar a ajuda", one: "1 mensagem por ler", many: " mensagens por ler" };

  const FONT = "font:600 16px/1.2 system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;";
  const LEAD = "background:#0b6e5f;color:#fff;";
  const PLAIN = "box-sizing:border-box;margin:0;border:0;cursor:pointer;-webkit-tap-highlight-color:transparent;";
  const ON_TOP = "position:fixed;z-index:2147483000;";
  // What cannot be set on an element itself; without it the button works as well.
  const STATES =
    "button:hover{filter:brightness(1.12)}button:focus-visible{outline:3px solid #fff;outline-offset:-5px}" +
    "@media print{:host{display:none!important}}";

  const host = make("balcao-help", "all:initial");
  const root = host.attachShadow({ mode: "open" });
  const badge = make("span", "display:none;min-width:22px;padding:3px 6px;border-radius:99px;background:#fff;color:#0b6e5f;font-size:13px;text-align:center");
  const button = make("button", ON_TOP + PLAIN + FONT + LEAD +
    "right:20px;bottom:20px;display:flex;align-items:center;gap:9px;min-height:48px;padding:0 18px 0 14px;border-radius:99px;box-shadow:0 3px 12px rgb(0 0 0/.3)");
  const shut = make("button", PLAIN + FONT + LEAD + "flex:none;width:48px;height:44px;font-size:24px;font-weight:400");
  const news = make("span", "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)");
  let panel = null;
  let frame = null;
  let isReady = false;
  let isOpen = false;
  let cameFrom = null;

  function make(kind, css) {
    const element = document.createElement(kind);
    element.style.cssText = css;
    if (kind === "button") element.type = "button";
    return element;
  }

  function sign() {
    const made = ["svg", "path", "path"].map((kind) => document.createElementNS("http://www.w3.org/2000/svg", kind));
    made[0].setAttribute("viewBox", "8 10 48 42");
    made[0].setAttribute("width", "26");
    made[0].setAttribute("height", "24");
    made[0].setAttribute("aria-hidden", "true");
    made[1].setAttribute("d", "M12 22a8 8 0 0 1 8-8h24a8 8 0 0 1 8 8v10a8 8 0 0 1-8 8H31l-10 8v-8h-1a8 8 0 0 1-8-8z");
    made[1].setAttribute("fill", "#fff");
    made[2].setAttribute("d", "M29 20h6v5h5v6h-5v5h-6v-5h-5v-6h5z");
    made[2].setAttribute("fill", "#0b6e5f");
    made[0].append(made[1], made[2]);
    return made[0];
  }

  function begin() {
    button.append(sign(), WORDS.help, badge);
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", () => (isOpen ? close() : open()));
    news.setAttribute("role", "status");
    root.append(button, news);
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STATES);
      root.adoptedStyleSheets = [sheet];
    } catch (_) {
      // A browser that has no constructed sheets.
    }
    // In the frame the chat itself hears the key, and asks to be closed.
    root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !isOpen) return;
      event.stopPropagation();
      close();
    });
    window.addEventListener("message", hear);
    window.addEventListener("resize", fit);
    if (window.visualViewport) window.visualViewport.addEventListener("resize", fit);
    document.body.append(host);
  }

  function build() {
    panel = make("div", ON_TOP + FONT + LEAD + "box-sizing:border-box;flex-direction:column;overflow:hidden;box-shadow:0 8px 34px rgb(0 0 0/.35)");
    panel.id = "panel";
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", WORDS.panel);
    button.setAttribute("aria-controls", panel.id);
    const bar = make("div", "flex:none;display:flex;align-items:center;padding-left:16px");
    const title = make("span", "flex:1");
    title.textContent = WORDS.help;
    shut.textContent = "×";
    shut.setAttribute("aria-label", WORDS.close);
    shut.addEventListener("click", close);
    bar.append(title, shut);
    frame = make("iframe", "flex:1;width:100%;min-height:0;border:0;background:#e7eee9");
    frame.title = WORDS.panel;
    frame.allow = "camera; microphone; clipboard-write";
    frame.referrerPolicy = "no-referrer";
    frame.src = desk + "/?embed=1";
    panel.append(bar, frame);
    root.insertBefore(panel, news);
  }

  // A small screen is filled, and above the keyboard; on a large one it stands over the button.
  function fit() {
    if (!isOpen) return;
    const fills = window.matchMedia("(max-width:600px),(max-height:480px)").matches;
    const view = window.visualViewport;
    const seen = view && view.scale < 1.05 ? view : { offsetTop: 0, height: window.innerHeight };
    button.style.visibility = fills ? "hidden" : "";
    panel.setAttribute("aria-modal", String(fills));
    Object.assign(panel.style, fills
      ? { top: seen.offsetTop + "px", right: "0", bottom: "auto", width: "100%", height: seen.height + "px", maxHeight: "none", borderRadius: "0" }
      : { top: "auto", right: "20px", bottom: "80px", width: "380px", height: "600px", maxHeight: "calc(100vh - 100px)", borderRadius: "14px" });
  }

  function open() {
    if (!host.isConnected || isOpen) return;
    cameFrom = document.activeElement;
    if (!panel) build();
    show(true);
    tellPage();
    shut.focus();
    enter();
  }

  // A frame that has the focus while its page is still to come: the browser may then give the keys to the page around
  // it, and what is typed into the chat is lost. And whoever went on elsewhere meanwhile is not taken away from there.
  function enter() {
    if (isReady && isOpen && document.activeElement === host) frame.focus();
  }

  function close() {
    if (!isOpen) return;
    const hadFocus = document.activeElement === host;
    show(false);
    if (!hadFocus) return;
    const back = cameFrom && cameFrom !== document.body && cameFrom !== host && cameFrom.isConnected ? cameFrom : button;
    back.focus();
  }

  function show(now) {
    isOpen = now;
    button.setAttribute("aria-expanded", String(now));
    panel.style.display = now ? "flex" : "none";
    button.style.visibility = "";
    fit();
    say({ balcao: "shown", shown: now });
  }

  function say(message) {
    if (isReady) frame.contentWindow.postMessage(message, desk);
  }

  // Never the query; and a part of the path that has a digit may name a patient.
  function tellPage() {
    const path = location.pathname.replace(/[^/]*\d[^/]*/g, "…");
    const page = "page" in told ? told.page : (document.title + " " + path).trim();
    const { system, facility, code } = told;
    say({ balcao: "context", system, page: page.slice(0, 200) || undefined, facility, code });
  }

  function hear(event) {
    if (!frame || event.source !== frame.contentWindow || event.origin !== desk || !event.data) return;
    const { balcao, count } = event.data;
    if (balcao === "ready") {
      isReady = true;
      tellPage();
      say({ balcao: "shown", shown: isOpen });
      enter();
    } else if (balcao === "unread") mark(Math.max(0, Math.floor(Number(count)) || 0));
    else if (balcao === "close") close();
  }

  function mark(count) {
    const unread = count === 1 ? WORDS.one : count + WORDS.many;
    badge.textContent = count > 99 ? "99+" : String(count);
    badge.style.display = count ? "" : "none";
    if (count) button.setAttribute("aria-label", WORDS.help + ", " + unread);
    else button.removeAttribute("aria-label");
    news.textContent = count && !isOpen ? unread : "";
  }

  window.Balcao = { open, close };
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin);
})();
