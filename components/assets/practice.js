// One story at a time: choose, see what fits, go on. Everything is in the page already; nothing is sent, stored or counted.
class Practice {
  constructor(root) {
    this.stories = [...root.querySelectorAll(".practice-story")];
    this.ways = Object.fromEntries([...root.querySelectorAll(".practice-ways [data-go]")].map((way) => [way.dataset.go, way]));
    root.addEventListener("click", (event) => {
      const way = event.target.closest?.("[data-go]")?.dataset.go;
      if (way) this.go(way);
    });
    // Enter on an answer does what the button does, as people expect of a form.
    root.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("input[type=radio]")) this.reveal();
    });
    // Another choice takes back what was said about the last one.
    root.addEventListener("change", () => this.outcome().replaceChildren());
    // Nothing is there when somebody comes back to a page the browser kept.
    addEventListener("pagehide", () => this.restart());
    this.restart();
  }

  go(way) {
    if (way === "show") return this.reveal();
    if (way === "again") this.restart();
    else this.show(this.place + (way === "next" ? 1 : -1));
    const heading = this.story().querySelector("h2");
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "nearest" });
  }

  restart() {
    for (const story of this.stories) {
      for (const input of story.querySelectorAll("input")) input.checked = false;
      story.querySelector(".practice-outcome").replaceChildren();
    }
    this.show(0);
  }

  show(place) {
    this.place = place;
    const last = this.stories.length - 1;
    this.stories.forEach((story, index) => (story.hidden = index !== place));
    this.ways.previous.hidden = place === 0;
    this.ways.next.hidden = place === last;
    this.ways.again.hidden = place !== last;
  }

  // What follows from the choice, then what fits and why; without a choice, the request to make one.
  reveal() {
    const chosen = this.story().querySelector("input:checked");
    const parts = chosen ? [chosen.value, "all"] : ["none"];
    this.outcome().replaceChildren(...parts.map((part) => this.template(part).content.cloneNode(true)));
    (chosen ? this.outcome().querySelector("h3") : this.story().querySelector("input")).focus();
  }

  story() {
    return this.stories[this.place];
  }

  outcome() {
    return this.story().querySelector(".practice-outcome");
  }

  template(part) {
    return this.story().querySelector(`template[data-of="${part}"]`);
  }
}

const begun = new WeakSet();

export default function ({ parentElement }) {
  const root = parentElement.querySelector(".practice");
  if (!root || begun.has(root)) return;
  begun.add(root);
  new Practice(root);
}
