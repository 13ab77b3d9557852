// A map or a tile map as a list box: one stop for Tab, arrows go to the nearest area that way, Enter chooses.
const markup = new Map();

function fetched(address) {
  if (!markup.has(address)) {
    const found = fetch(address).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)));
    found.catch(() => markup.delete(address));
    markup.set(address, found);
  }
  return markup.get(address);
}

const place = (area) => [Number(area.dataset.x), Number(area.dataset.y)];
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

// The nearest area in a direction: how far it is that way, and twice how far it is off the straight line.
export function neighbour(areas, from, [dx, dy]) {
  const [x, y] = place(from);
  let best = from, least = Infinity;
  for (const area of areas) {
    const [ax, ay] = place(area);
    const ahead = (ax - x) * dx + (ay - y) * dy;
    const aside = Math.abs((ax - x) * dy + (ay - y) * dx);
    if (area !== from && ahead > 0 && aside <= 2 * ahead && ahead + 2 * aside < least) {
      [best, least] = [area, ahead + 2 * aside];
    }
  }
  return best;
}

class Drawing {
  constructor(root) {
    this.box = root.querySelector(".drawing");
    this.readout = root.querySelector(".readout");
    this.box.addEventListener("click", (event) => this.pick(event));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("focusin", (event) => this.reach(event.target));
    this.box.addEventListener("focusout", () => this.say(this.chosen));
    this.box.addEventListener("pointerover", (event) => this.say(event.target.closest("[role=option]") ?? this.chosen));
  }

  async show({ data, setTriggerValue }) {
    this.choose = (code) => setTriggerValue("area", code);
    this.wanted = data;
    const found = await fetched(data.address);
    if (this.wanted !== data) return;
    if (this.address !== data.address) {
      const held = this.box.getRootNode().activeElement?.dataset.code;
      this.box.innerHTML = found;
      this.address = data.address;
      this.areas = [...this.box.querySelectorAll("[role=option]")];
      if (held) this.move(this.areas.find((area) => area.dataset.code === held));
    }
    this.mark(data.chosen);
  }

  mark(code) {
    const held = this.box.getRootNode().activeElement;
    this.chosen = this.areas.find((area) => area.dataset.code === code);
    const stop = this.areas.includes(held) ? held : this.chosen ?? this.areas[0];
    for (const area of this.areas) {
      area.setAttribute("aria-selected", area === this.chosen);
      area.tabIndex = area === stop ? 0 : -1;
    }
    for (const inner of this.box.querySelectorAll(".inner")) {
      inner.style.display = inner.dataset.of === code ? "inline" : "none";
    }
    this.outline(".chosen", this.chosen);
    this.say(this.areas.includes(held) ? held : this.chosen);
  }

  outline(line, area) {
    this.box.querySelector(line).setAttribute("d", area?.getAttribute("d") ?? "");
  }

  reach(area) {
    this.outline(".focused", area);
    this.say(area);
  }

  say(area) {
    this.readout.textContent = area?.getAttribute?.("aria-label") ?? "";
  }

  move(area) {
    for (const other of this.areas) other.tabIndex = other === area ? 0 : -1;
    area?.focus({ preventScroll: true });
  }

  pick(event) {
    const area = event.target.closest("[role=option]");
    if (!area) return;
    this.move(area);
    this.mark(area.dataset.code);
    this.choose(area.dataset.code);
  }

  key(event) {
    const area = event.target.closest("[role=option]");
    if (!area || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") this.pick(event);
    else if (event.key in WAYS) this.move(neighbour(this.areas, area, WAYS[event.key]));
    else if (event.key === "Home") this.move(this.areas[0]);
    else if (event.key === "End") this.move(this.areas.at(-1));
    else if (/^\p{L}$/u.test(event.key)) this.move(this.next(area, event.key));
    else return;
    event.preventDefault();
  }

  // The next area whose name begins with a letter, as in any list.
  next(area, letter) {
    const after = this.areas.indexOf(area) + 1;
    const ring = [...this.areas.slice(after), ...this.areas.slice(0, after)];
    const begins = (each) => each.getAttribute("aria-label").toLocaleLowerCase().startsWith(letter.toLocaleLowerCase());
    return ring.find(begins) ?? area;
  }
}

const drawings = new WeakMap();

export default function (component) {
  const root = component.parentElement;
  if (!drawings.has(root)) drawings.set(root, new Drawing(root));
  return drawings.get(root).show(component);
}
