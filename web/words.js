// The client's own words, in both languages. What the desk says comes rendered from the desk.

const WORDS = {
  pt: {
    rooms: { agents: "Equipa de apoio", partner: "Grupo do parceiro", managers: "Gestão", announcements: "Avisos", private: "Balcão" },
    connecting: "A ligar…",
    connected: "Em linha",
    offline: "Sem ligação. A mensagem segue quando houver rede.",
    unavailable: "O balcão está indisponível. A mensagem segue assim que voltar.",
    write: "Escreva uma mensagem",
    send: "Enviar",
    attach: "Juntar um ficheiro",
    older: "Mensagens anteriores",
    down: "Ir para a última mensagem",
    leave: "Sair",
    leaveSure: "Sair deste telefone? Para voltar a entrar é preciso um código novo.",
    today: "Hoje",
    yesterday: "Ontem",
    waiting: "À espera de rede",
    sent: "Entregue",
    failed: "Não foi enviada",
    quarantined: "Guardada. Alguém a vai ver.",
    queued: "Recebida. Há muitas mensagens; segue na sua vez.",
    tooLarge: "O ficheiro é grande demais (máximo: {limit}).",
    tooLong: "A mensagem é grande demais. Envie-a em partes, ou como ficheiro.",
    emptyFile: "O ficheiro está vazio.",
    noPicture: "Não é uma imagem; seguiu como documento.",
    fileLost: "Não foi possível abrir o ficheiro.",
    show: "Ver imagem",
    chosen: "Escolhido",
    doorTitle: "Entrar no Balcão",
    doorHint: "Introduza o código de uso único que lhe deram.",
    code: "Código",
    enter: "Entrar",
    badCode: "O código não é válido, ou já foi usado.",
    slowDown: "Demasiadas tentativas. Tente de novo dentro de {seconds} s.",
    noNet: "Sem ligação. Tente de novo.",
  },
  en: {
    rooms: { agents: "Support team", partner: "Partner’s group", managers: "Management", announcements: "Announcements", private: "Balcão" },
    connecting: "Connecting…",
    connected: "Online",
    offline: "No connection. The message goes when the network is back.",
    unavailable: "The desk is unavailable. The message goes as soon as it is back.",
    write: "Write a message",
    send: "Send",
    attach: "Attach a file",
    older: "Earlier messages",
    down: "Go to the last message",
    leave: "Sign out",
    leaveSure: "Sign out of this phone? Coming back needs a new code.",
    today: "Today",
    yesterday: "Yesterday",
    waiting: "Waiting for the network",
    sent: "Delivered",
    failed: "Not sent",
    quarantined: "Stored. Someone will look at it.",
    queued: "Received. There are many messages; it goes in its turn.",
    tooLarge: "The file is too large (at most {limit}).",
    tooLong: "The message is too long. Send it in parts, or as a file.",
    emptyFile: "The file is empty.",
    noPicture: "It is not a picture; it went as a document.",
    fileLost: "The file could not be opened.",
    show: "Show picture",
    chosen: "Chosen",
    doorTitle: "Sign in to Balcão",
    doorHint: "Enter the one-time code that you were given.",
    code: "Code",
    enter: "Sign in",
    badCode: "The code is not valid, or was used already.",
    slowDown: "Too many attempts. Try again in {seconds} s.",
    noNet: "No connection. Try again.",
  },
};

let locale = /^en/i.test(navigator.language || "") ? "en" : "pt";

export function speak(next) {
  const known = WORDS[next] ? next : locale;
  const changed = known !== locale;
  locale = known;
  document.documentElement.lang = locale;
  return changed;
}

export function word(key, values) {
  let text = WORDS[locale][key];
  for (const name of Object.keys(values || {})) text = text.replace("{" + name + "}", values[name]);
  return text;
}

export const roomName = (purpose) => WORDS[locale].rooms[purpose] || "Balcão";

export const clock = (at) => new Date(at).toLocaleTimeString(tag(), { hour: "2-digit", minute: "2-digit", hour12: false });

export function dayName(at) {
  const day = new Date(at);
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day.toDateString() === today.toDateString()) return word("today");
  if (day.toDateString() === yesterday.toDateString()) return word("yesterday");
  const year = day.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return day.toLocaleDateString(tag(), { weekday: "long", day: "numeric", month: "long", year });
}

export function size(bytes) {
  if (bytes < 1024) return bytes + " B";
  const kilo = bytes / 1024;
  const [n, unit] = kilo < 1024 ? [kilo, "kB"] : [kilo / 1024, "MB"];
  return n.toLocaleString(tag(), { maximumFractionDigits: n < 10 ? 1 : 0 }) + " " + unit;
}

const tag = () => (locale === "en" ? "en-GB" : "pt-PT");
