// One message as it stands on the page. Text is only ever text: no markup is read from it.

const RULERS = new Set(["nrs_0_10", "count", "duration_weeks", "number"]);
const RULER_LABEL_MAX = 4;

function made(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
}

function strong(text) {
  return text.split(/\*([^*\n]+)\*/).map((part, at) => (at % 2 ? made("strong", {}, part) : part));
}

function block(paragraph) {
  const found = [];
  let items = [];
  for (const line of paragraph.split("\n")) {
    if (line.startsWith("• ")) {
      if (!items.length) found.push(items = []);
      items.push(line.slice(2));
    } else {
      items = [];
      const last = found.at(-1);
      if (typeof last === "string") found[found.length - 1] = `${last}\n${line}`;
      else found.push(line);
    }
  }
  return found.map((each) =>
    typeof each === "string"
      ? made("p", {}, ...strong(each))
      : made("ul", {}, ...each.map((item) => made("li", {}, ...strong(item)))));
}

function picture(entry, page) {
  const { key, alt, media } = entry.picture;
  const src = `${page.path}/pictures/${key}`;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const node = media.startsWith("video/")
    ? made("video", { src, muted: true, loop: true, autoplay: !still, controls: still, playsInline: true })
    : made("img", { src, alt });
  if (media.startsWith("video/")) node.setAttribute("aria-label", alt);
  node.addEventListener("error", () => node.replaceWith(made("p", { className: "note" }, alt)));
  return node;
}

function choices(entry, act) {
  const short = entry.buttons.every((each) => each.label.length <= RULER_LABEL_MAX);
  const ruler = RULERS.has(entry.reads) && short;
  const row = made("div", { className: ruler ? "choices ruler" : "choices" });
  row.setAttribute("role", "group");
  for (const each of entry.buttons) {
    const button = made("button", { type: "button" }, each.label);
    if (entry.several || each.picked) button.setAttribute("aria-pressed", String(Boolean(each.picked)));
    button.addEventListener("click", () => {
      // One press at a time on a message; another try is a press of its own.
      for (const other of row.children) other.setAttribute("aria-disabled", "true");
      act({ press: each.data });
    });
    row.append(button);
  }
  return row;
}

function editor(node, entry, page, act) {
  const { words } = page;
  const label = made("label", {}, words.edit);
  const area = made("textarea", { value: entry.text, maxLength: 4096 });
  label.append(area);
  const save = made("button", { type: "button", className: "primary" }, words.save);
  const cancel = made("button", { type: "button" }, words.cancel);
  const back = () => node.replaceWith(draw(entry, page, act));
  cancel.addEventListener("click", back);
  save.addEventListener("click", () => {
    if (area.value.trim() && area.value !== entry.text) act({ text: area.value, edits: entry.id });
    back();
  });
  node.replaceChildren(label, made("div", { className: "choices" }, save, cancel));
  area.focus();
}

export function draw(entry, page, act) {
  const { words } = page;
  const node = made("li", { className: `message ${entry.kind}${entry.mine ? " mine" : ""}` });
  node.dataset.id = entry.id;
  node.append(made("span", { className: "hidden" }, entry.mine ? words.you : words.poised));
  if (entry.picture) node.append(picture(entry, page));
  for (const paragraph of (entry.text ?? "").split("\n\n")) if (paragraph) node.append(...block(paragraph));
  if (entry.choice) {
    const mark = made("span", { className: "hidden" }, `${words.chosen} `);
    node.append(made("p", { className: "choice" }, "✓ ", mark, entry.choice));
  }
  if (entry.file) {
    const href = `${page.path}/saved/${entry.id}`;
    node.append(made("a", { className: "saved", href, download: entry.file }, `${words.download}: ${entry.file}`));
  }
  if (entry.buttons?.length) node.append(choices(entry, act));
  if (entry.edited) node.append(made("p", { className: "note" }, words.edited));
  if (entry.mine && !entry.unsent) {
    const edit = made("button", { type: "button", className: "quiet" }, words.edit);
    edit.addEventListener("click", () => editor(node, entry, page, act));
    node.append(edit);
  }
  if (entry.unsent) node.append(made("p", { className: "note" }, words.waiting));
  return node;
}

export function spoken(entry, page) {
  const labels = (entry.buttons ?? []).map((each) => each.label);
  return [entry.text ?? "", ...labels].join(". ").replaceAll("*", "");
}
