// The page: the transcript from the stream, the person's acts to the server, focus and news.

import { Acts, Stream } from "./connection.js";
import { draw, spoken } from "./messages.js";

const page = JSON.parse(document.querySelector('meta[name="page"]').content);
const { words } = page;
const list = document.getElementById("messages");
const log = document.getElementById("log");
const text = document.getElementById("text");
const status = document.getElementById("status");
const announcer = document.getElementById("announcer");
const welcome = document.getElementById("welcome");
const entries = new Map();
const taken = new Set(); // Acts whose words stand in the transcript already.
let ready = false;
let unread = 0;

const acts = new Acts(page, (late) => {
  showWaiting();
  if (late) say(words.later);
});

function act(what) {
  acts.add({ seen: stream.seen, ...what });
}

function say(line) {
  if (status.textContent !== line) status.textContent = line;
}

function atEnd() {
  return log.scrollHeight - log.scrollTop - log.clientHeight < 120;
}

function put(entry) {
  const id = entry.id || `now-${entries.size}`; // Said while nothing could be stored.
  const old = entries.get(id)?.node;
  const held = old?.contains(document.activeElement);
  const at = held ? [...old.querySelectorAll("button")].indexOf(document.activeElement) : -1;
  const node = draw(entry, page, act);
  entries.set(id, { entry, node });
  if (old) old.replaceWith(node);
  else {
    const later = [...list.children].find((each) => Number(each.dataset.id) > entry.id && entry.id);
    list.insertBefore(node, later ?? list.querySelector(".unsent"));
  }
  if (held) (node.querySelectorAll("button")[at] ?? text).focus();
  return !old;
}

function entry(one) {
  const follows = atEnd();
  const fresh = put(one);
  if (one.act && !taken.has(one.act)) {
    taken.add(one.act);
    showWaiting();
  }
  welcome.hidden = true;
  if (!ready || one.mine || !fresh) return;
  announcer.textContent = spoken(one, page);
  if (follows || one.kind === "referral") list.lastElementChild.scrollIntoView({ block: "nearest" });
  if (document.hidden) document.title = `(${++unread}) ${words.title}`;
}

function showWaiting() {
  for (const node of list.querySelectorAll(".unsent")) node.remove();
  for (const each of acts.waiting.filter((one) => one.text && !one.edits && !taken.has(one.id))) {
    const node = draw({ kind: "question", text: each.text, mine: true, unsent: true }, page, act);
    node.classList.add("unsent");
    list.append(node);
  }
}

const stream = new Stream(page, {
  entry,
  ready() {
    say(words.connected);
    const first = !ready;
    ready = true;
    welcome.hidden = list.children.length > 0;
    if (first) {
      log.scrollTop = log.scrollHeight;
      (welcome.hidden ? text : welcome.querySelector("button")).focus({ preventScroll: true });
    }
    acts.send();
  },
  erased() {
    const last = [...entries.values()].at(-1)?.node;
    for (const node of [...list.children]) if (node !== last) node.remove();
    last?.querySelector(".choices")?.remove();
    entries.clear();
    welcome.hidden = false;
    say(words.erased);
  },
  lost() {
    say(words.connecting);
  },
});

document.getElementById("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const line = text.value.trim();
  if (!line) return text.focus();
  act({ text: line });
  text.value = "";
  log.scrollTop = log.scrollHeight;
  text.focus();
});
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  document.getElementById("composer").requestSubmit();
});
for (const button of document.querySelectorAll("[data-command]")) {
  button.addEventListener("click", () => {
    const { command } = button.dataset;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    act(command === "start" ? { command, zone: timeZone ?? "" } : { command });
    text.focus();
  });
}
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unread = 0;
  document.title = words.title;
});
showWaiting();
stream.open();
