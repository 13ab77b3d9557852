// The steps of a briefing: ticked, left out, put in order. And files that say that they are being made.
class Steps {
  constructor(form) {
    this.form = form;
    this.list = form.querySelector("ol");
    this.status = form.querySelector("[role=status]");
    form.addEventListener("submit", (event) => event.preventDefault());
    // A choice that nobody has heard of is taken back.
    addEventListener("connection", () => {
      this.sent = "";
      if (this.data) this.show(this.data);
    });
    form.addEventListener("change", (event) => this.tick(event.target));
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button || button.getAttribute("aria-disabled") === "true") return;
      if ("usual" in button.dataset) this.reset();
      else this.move(button.closest("li"), Number(button.dataset.move));
    });
  }

  items() {
    return [...this.list.children].filter((item) => !item.hidden);
  }

  kept() {
    return this.items().filter((item) => item.querySelector("input").checked).map((item) => item.dataset.step);
  }

  // What the address says: in that order, those that are left out after the others.
  // An answer to an earlier choice than the last one is passed over.
  show({ order, kept, usual }) {
    this.usual = usual;
    if (this.sent && kept.join(",") !== this.sent && Date.now() - this.sentAt < 3000) return;
    this.sent = "";
    this.order(order, kept);
  }

  order(order, kept) {
    const held = document.activeElement;
    const wanted = order.map((step) => this.list.querySelector(`[data-step="${step}"]`));
    if (this.items().some((item, place) => item !== wanted[place]) || this.items().length !== wanted.length) {
      for (const item of this.list.children) item.hidden = !wanted.includes(item);
      wanted.forEach((item) => this.list.append(item));
      if (this.list.contains(held)) held.focus({ preventScroll: true });
    }
    for (const item of wanted) item.querySelector("input").checked = kept.includes(item.dataset.step);
    this.paint();
  }

  paint() {
    const last = this.kept().length - 1;
    this.items().forEach((item, place) => {
      const [up, down] = item.querySelectorAll("button"), isKept = item.querySelector("input").checked;
      item.classList.toggle("kept", isKept);
      for (const button of [up, down]) button.hidden = !isKept;
      up.setAttribute("aria-disabled", place === 0);
      down.setAttribute("aria-disabled", place >= last);
    });
  }

  say(words) {
    this.status.textContent = words;
  }

  tick(box) {
    if (!this.kept().length) {
      box.checked = true;
      this.say(this.form.dataset.last);
      return;
    }
    this.say("");
    this.paint();
    this.send();
  }

  move(item, way) {
    const items = this.items(), other = items[items.indexOf(item) + way], held = document.activeElement;
    if (way < 0) other.before(item);
    else other.after(item);
    held.focus({ preventScroll: true });
    this.paint();
    const place = this.items().indexOf(item) + 1;
    this.say(this.form.dataset.place.replace("{n}", place).replace("{total}", items.length));
    this.send();
  }

  reset() {
    const left = this.items().map((item) => item.dataset.step).filter((step) => !this.usual.includes(step));
    this.order([...this.usual, ...left], this.usual);
    this.say("");
    this.send();
  }

  send() {
    this.sent = this.kept().join(",");
    this.sentAt = Date.now();
    this.choose(this.sent);
  }
}

// A file takes a moment to be made: what is said of it is said where the links are, and to a screen reader.
async function save(link) {
  const list = link.closest(".pack-files"), status = list.parentElement.querySelector(".pack-status"), said = list.dataset;
  if (link.hasAttribute("aria-busy")) return;
  link.setAttribute("aria-busy", "true");
  status.textContent = said.making;
  try {
    const answer = await fetch(link.href, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    const name = /filename="([\w.-]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? link.pathname.split("/").at(-1);
    const ready = document.createElement("a");
    ready.href = URL.createObjectURL(await answer.blob());
    ready.download = name;
    ready.click();
    setTimeout(() => URL.revokeObjectURL(ready.href), 60000);
    status.textContent = said.made.replace("{name}", name);
  } catch {
    status.textContent = said.failed;
  }
  link.removeAttribute("aria-busy");
}

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-pack]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  save(link);
});

const begun = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const form = parentElement.querySelector(".briefing-steps");
  if (!form) return;
  if (!begun.has(form)) begun.set(form, new Steps(form));
  const steps = begun.get(form);
  steps.choose = (kept) => setTriggerValue("steps", kept);
  steps.data = data;
  steps.show(data);
}
