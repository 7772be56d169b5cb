// What goes out and what comes in. Acts wait in a queue that a reload keeps, and are sent one at a
// time, each under one id at every try; the stream reads on after the newest change it has seen.

const QUIET_MS = 35000; // Two beats and a little: a stream this silent is dead.
const WAITS_MS = [1000, 2000, 4000, 8000, 15000];
const GIVEN_UP = new Set([400, 413, 415]);

export class Acts {
  #waiting = JSON.parse(sessionStorage.getItem("acts") ?? "[]");
  #sending = false;
  #tries = 0;

  constructor(page, onChange) {
    this.page = page;
    this.onChange = onChange;
  }

  get waiting() {
    return this.#waiting;
  }

  add(act) {
    this.#waiting.push({ id: crypto.randomUUID(), ...act });
    this.#changed();
    return this.send();
  }

  async send() {
    if (this.#sending) return;
    this.#sending = true;
    while (this.#waiting.length) {
      const status = await this.#post(this.#waiting[0]);
      if (status === 401 || status === 403) return location.reload(); // Cookie or token are gone.
      if (status === 204 || GIVEN_UP.has(status)) {
        this.#waiting.shift();
        this.#tries = 0;
        this.#changed();
      } else {
        const wait = WAITS_MS[Math.min(this.#tries++, WAITS_MS.length - 1)];
        this.onChange(true);
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    this.#sending = false;
  }

  async #post(act) {
    try {
      const answer = await fetch(`${this.page.path}/frames`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Poised-Token": this.page.token },
        body: JSON.stringify(act),
      });
      return answer.status;
    } catch {
      return 0;
    }
  }

  #changed() {
    sessionStorage.setItem("acts", JSON.stringify(this.#waiting));
    this.onChange(false);
  }
}

export class Stream {
  #source = null;
  #heard = 0;
  seen = 0;

  constructor(page, on) {
    this.page = page;
    this.on = on; // entry, ready, erased, lost
    document.addEventListener("visibilitychange", () => this.#check());
    addEventListener("online", () => this.open());
    setInterval(() => this.#check(), QUIET_MS);
  }

  open() {
    this.#source?.close();
    const source = new EventSource(`${this.page.path}/stream?seen=${this.seen}`);
    this.#source = source;
    this.#heard = Date.now();
    source.onmessage = (event) => {
      this.#hear();
      if (event.lastEventId) this.seen = Math.max(this.seen, Number(event.lastEventId));
      this.on.entry(JSON.parse(event.data));
    };
    source.addEventListener("ready", () => (this.#hear(), this.on.ready()));
    source.addEventListener("beat", () => this.#hear());
    source.addEventListener("erased", () => {
      this.#hear();
      this.seen = 0;
      this.on.erased();
    });
    source.onerror = () => {
      this.on.lost();
      // A refusal ends an EventSource for good; ours comes back.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.open(), 5000);
    };
  }

  #hear() {
    this.#heard = Date.now();
  }

  #check() {
    if (!document.hidden && Date.now() - this.#heard > QUIET_MS) this.open();
  }
}
