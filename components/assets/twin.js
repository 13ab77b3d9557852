// A map or a tile map as a list box: one stop for Tab, arrows go to the nearest area that way, Enter chooses.
// The outlines and what is painted on them in every period are fetched once each; the page then only says which view.
const kept = new Map();

function fetched(address, read) {
  if (!kept.has(address)) {
    const found = fetch(address).then((answer) => (answer.ok ? read(answer) : Promise.reject(answer.status)));
    found.catch(() => kept.delete(address));
    kept.set(address, found);
  }
  return kept.get(address);
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

// The width of the whole map in units of its sheet: patterns, lines and letters are drawn for it.
const WHOLE_WIDTH = 414, PLACE_SIZE = 8.8;
// The fewest pixels a name of a local authority is high.
const SMALLEST = 10;

class Drawing {
  constructor(root) {
    this.root = root;
    this.box = root.querySelector(".drawing");
    this.readout = root.querySelector(".readout");
    this.box.addEventListener("click", (event) => this.pick(event));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("focusin", (event) => this.reach(event.target));
    this.box.addEventListener("focusout", () => this.say(this.chosen));
    // A choice that nobody has heard of is taken back.
    addEventListener("connection", () => this.areas && this.mark(this.wanted));
    this.box.addEventListener("pointerover", (event) => this.say(this.areaAt(event.target) ?? this.chosen));
  }

  async show({ data, setTriggerValue }) {
    this.choose = (code) => setTriggerValue("area", code);
    this.wanted = data;
    this.root.querySelector("h2").textContent = data.title;
    const [outlines, faces] = await Promise.all([
      fetched(data.drawing, (answer) => answer.text()),
      fetched(data.faces, (answer) => answer.json()),
    ]);
    if (this.wanted !== data) return;
    const held = this.box.getRootNode().activeElement?.dataset.code;
    if (this.drawing !== data.drawing) {
      this.box.innerHTML = outlines;
      this.drawing = data.drawing;
      this.isTiled = this.box.querySelector("text.full") !== null;
      this.box.classList.toggle("tiled", this.isTiled);
      this.shapes = new Map([...this.box.querySelectorAll("[data-code]")].map((shape) => [shape.dataset.code, shape]));
    }
    this.box.firstElementChild.setAttribute("aria-label", `${data.name} ${faces.views[data.view].title}`);
    this.limit(data);
    this.paint(faces, faces.views[data.view]);
    this.mark(data);
    if (held && this.box.getRootNode().activeElement?.dataset.code !== held) {
      this.move(this.areas.find((area) => area.dataset.code === held) ?? this.chosen);
    }
  }

  // Only the areas that are shown can be chosen; the others are pale, or not there among the tiles.
  limit({ codes, box, inner, is_named: isNamed }) {
    const shown = new Set(codes.length ? codes : this.shapes.keys());
    const isWhole = this.showInset(box.split(" ").map(Number), shown);
    this.areas = [];
    for (const [code, shape] of this.shapes) {
      if (shown.has(code)) {
        shape.setAttribute("role", "option");
        this.areas.push(shape);
      } else {
        for (const name of ["role", "aria-selected", "aria-label", "tabindex"]) shape.removeAttribute(name);
        shape.setAttribute("fill", "#eef1f3");
        shape.setAttribute("stroke", "#ffffff");
      }
      if (shape.dataset.part) this.swap(shape, isWhole, shown.has(code));
      for (const word of this.box.querySelectorAll(`text[data-of=${code}]:not(.inner)`)) word.toggleAttribute("hidden", !shown.has(code));
      shape.toggleAttribute("data-outside", !shown.has(code));
    }
    const [, , width, height] = box.split(" ").map(Number), scale = width / WHOLE_WIDTH;
    const svg = this.box.firstElementChild;
    this.box.classList.toggle("near", width < WHOLE_WIDTH * 0.8);
    if (svg.getAttribute("viewBox") !== box) {
      svg.setAttribute("viewBox", box);
      for (const pattern of svg.querySelectorAll("pattern")) {
        pattern.dataset.turn ??= pattern.getAttribute("patternTransform") ?? "";
        if (!this.isTiled) pattern.setAttribute("patternTransform", `scale(${scale}) ${pattern.dataset.turn}`);
      }
    }
    const room = svg.getBoundingClientRect(), pixels = Math.min(room.width / width, room.height / height) || 1;
    for (const part of this.box.querySelectorAll(".inner")) {
      const isShown = part.dataset.of === inner && (isNamed || part.localName === "path");
      part.style.display = isShown ? "inline" : "none";
      if (part.localName === "text") part.style.fontSize = `${Math.max(PLACE_SIZE * scale, SMALLEST / pixels)}px`;
    }
  }

  // The enlarged area is there where its frame is; a part of the map without it has a dot in its place.
  showInset([left, top, width, height], shown) {
    const inset = this.box.querySelector(".inset"), frame = inset?.querySelector("rect");
    if (!frame) return false;
    const [x, y, across, down] = ["x", "y", "width", "height"].map((name) => Number(frame.getAttribute(name)));
    const isIn = left <= x && top <= y && x + across <= left + width && y + down <= top + height;
    const isShown = isIn && shown.has(inset.dataset.codeOf);
    inset.style.display = isShown ? "inline" : "none";
    return isShown;
  }

  // In the list it may come before the area around it, which would hide its dot: so that is drawn once more, on top.
  swap(shape, isWhole, isShown) {
    shape.dataset.whole ??= shape.getAttribute("d");
    shape.setAttribute("d", isWhole ? shape.dataset.whole : shape.dataset.part);
    this.box.querySelector(".top").setAttribute("d", isWhole || !isShown ? "" : shape.dataset.part);
  }

  paint({ looks, codes }, view) {
    codes.forEach((code, place) => {
      const shape = this.shapes.get(code), look = looks[view.looks[place]];
      if (shape.hasAttribute("data-outside")) return;
      shape.setAttribute("fill", look.fill);
      shape.setAttribute("stroke", look.line);
      shape.setAttribute("aria-label", view.labels[place]);
      if (shape.dataset.part) {
        for (const name of ["fill", "stroke"]) this.box.querySelector(".top").setAttribute(name, shape.getAttribute(name));
      }
      for (const part of this.box.querySelectorAll(`[data-of=${code}]`)) {
        if (part.matches("path.inner")) part.setAttribute("stroke", look.ink);
        else if (!part.matches(".inner")) {
          part.setAttribute("fill", look.ink);
          part.setAttribute("stroke", look.halo || "none");
        }
      }
    });
  }

  mark({ chosen, compared }) {
    const held = this.box.getRootNode().activeElement;
    this.chosen = this.areas.find((area) => area.dataset.code === chosen);
    const stop = this.areas.includes(held) ? held : this.chosen ?? this.areas[0];
    for (const area of this.areas) {
      area.setAttribute("aria-selected", area === this.chosen);
      area.tabIndex = area === stop ? 0 : -1;
    }
    for (const [line, code] of [[".compared", compared], [".chosen", chosen]]) {
      const shape = this.shapes.get(code);
      this.outline(line, this.isTiled && shape?.hasAttribute("data-outside") ? undefined : shape);
    }
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

  areaAt(target) {
    return target.closest("[role=option]") ?? this.shapes?.get(target.dataset.top);
  }

  pick(event) {
    const area = this.areaAt(event.target);
    if (!area) return;
    this.move(area);
    this.mark({ ...this.wanted, chosen: area.dataset.code });
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
