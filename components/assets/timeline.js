// The period as the browser's own slider, with a button that plays it. Each step is asked of the page, and the next one
// waits for its answer: at least STEP milliseconds a frame, never two on their way.
const STEP = 200;
// An answer that does not come within this time is waited for no longer.
const PATIENCE = 5000;

class Timeline {
  constructor(root) {
    this.root = root;
    const box = root.querySelector(".timeline");
    box.innerHTML =
      '<button type="button"><svg viewBox="0 0 16 16" aria-hidden="true"><path/></svg><span></span></button>' +
      '<div class="track"><label><span class="name"></span> <output></output></label>' +
      '<input type="range" min="0" step="1"><div class="ticks" aria-hidden="true"></div></div>';
    const [button, input] = [box.querySelector("button"), box.querySelector("input")];
    Object.assign(this, { button, input, output: box.querySelector("output"), ticks: box.querySelector(".ticks") });
    input.id = "period";
    box.querySelector("label").htmlFor = "period";
    this.touched = (event) => event.composedPath().includes(button) || this.stop();
    button.addEventListener("click", () => (this.isPlaying ? this.stop() : this.play()));
    input.addEventListener("input", () => this.say(Number(input.value)));
    input.addEventListener("change", () => this.ask(Number(input.value)));
    // A step that nobody has heard of is taken back.
    addEventListener("connection", () => this.data && this.settle());
  }

  show({ data, setTriggerValue }) {
    this.choose = (place) => setTriggerValue("period", data.codes[place]);
    if (this.data?.codes.join() !== data.codes.join()) this.asked = undefined;
    if (JSON.stringify([this.data?.codes, this.data?.empty]) !== JSON.stringify([data.codes, data.empty])) this.mark(data);
    this.data = data;
    this.root.querySelector(".name").textContent = data.name;
    this.input.max = data.codes.length - 1;
    this.label();
    // An answer to an earlier step does not move the slider back.
    const isAwaited = this.asked !== undefined && performance.now() - this.began < PATIENCE;
    if (isAwaited && this.asked !== data.current) return;
    const began = this.began;
    this.asked = undefined;
    this.say(data.current);
    if (this.isPlaying) this.next(began);
  }

  settle() {
    this.stop();
    this.asked = undefined;
    this.say(this.data.current);
  }

  // A tick for every period, an open one where there are no figures; the ends have their names.
  mark({ codes, ends, empty }) {
    const last = codes.length - 1;
    this.ticks.replaceChildren(
      ...codes.map((code, place) => {
        const tick = document.createElement("span");
        tick.style.left = `${last ? (100 * place) / last : 50}%`;
        tick.className = empty.includes(place) ? "empty" : "";
        tick.textContent = place === 0 ? ends[0] : place === last ? ends[1] : "";
        return tick;
      }),
    );
  }

  say(place) {
    this.input.value = place;
    this.input.setAttribute("aria-valuetext", this.data.said[place]);
    this.output.textContent = this.data.said[place];
  }

  label() {
    this.button.querySelector("path").setAttribute("d", this.isPlaying ? "M3 2h4v12H3zM9 2h4v12H9z" : "M3 1.5v13l11-6.5z");
    this.button.querySelector("span").textContent = this.isPlaying ? this.data.pause : this.data.play;
    this.button.disabled = this.data.codes.length < 2;
  }

  ask(place) {
    if (place === this.data.current && this.asked === undefined) return;
    this.asked = place;
    this.began = performance.now();
    this.say(place);
    this.choose(place);
  }

  play() {
    this.isPlaying = true;
    for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, this.touched, { passive: true });
    this.label();
    if (this.asked === undefined) this.next(performance.now() - STEP, this.data.current === this.data.codes.length - 1);
  }

  // Steps on once the frame has lasted long enough; from the end only when the play begins there.
  next(began, isFromStart = false) {
    const place = isFromStart ? 0 : this.data.current + 1;
    if (place >= this.data.codes.length) return this.stop();
    this.timer = setTimeout(() => this.ask(place), Math.max(0, STEP - (performance.now() - began)));
  }

  stop() {
    clearTimeout(this.timer);
    this.isPlaying = false;
    for (const kind of ["pointerdown", "keydown", "wheel"]) removeEventListener(kind, this.touched);
    this.label();
  }
}

const timelines = new WeakMap();

export default function (component) {
  const root = component.parentElement;
  if (!timelines.has(root)) timelines.set(root, new Timeline(root));
  const timeline = timelines.get(root);
  timeline.show(component);
  // Streamlit also calls this between two answers that follow each other closely: only a page that is left ends the play.
  return () => root.isConnected || root.host?.isConnected || timeline.stop();
}
