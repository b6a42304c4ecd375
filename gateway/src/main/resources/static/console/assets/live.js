// Follows what happens. The server says when there is something newer, and the part of the page that waits for the event
// "live" is fetched anew by htmx, from its own address with its own filters.
(() => {
  const bar = document.querySelector("[data-live]");
  if (!bar || !window.EventSource) return;
  const [still, state] = bar.querySelectorAll("p");
  const button = bar.querySelector("button");
  const SLOW = 15_000;
  const PATIENCE = 4_000;
  const WORDS = {
    live: "Live",
    waiting: "Live. What is newer waits until you close what you have opened.",
    lost: "Reconnecting. What is newer is looked for every 15 seconds.",
    paused: "Paused",
    out: "You are signed out. Reload the page to sign in.",
  };
  let source = null;
  let later = 0;     // when a stream that was refused is tried again
  let worry = 0;     // a stream that comes back at once is not worth a word
  let busy = 0;      // since when a part is being fetched
  let again = false; // something newer came meanwhile
  let held = false;  // something newer came while a part was being read
  let paused = false;

  const part = () => document.querySelector('[hx-trigger="live"]');

  // Said once, when it becomes true: whoever has it read aloud is told of changes of state, not of every event.
  const say = (name) => {
    clearTimeout(worry);
    worry = 0;
    if (bar.dataset.state === name) return;
    bar.dataset.state = name;
    state.textContent = WORDS[name];
  };

  const calm = () => say(held ? "waiting" : "live");

  const refresh = () => {
    const shown = part();
    if (!shown) return end();
    if (paused) return;
    if (shown.querySelector("details[open]")) {
      held = true;
      if (isOpen()) calm();
      return;
    }
    if (busy && Date.now() - busy < SLOW) {
      again = true;
      return;
    }
    held = again = false;
    busy = Date.now();
    if (isOpen()) calm();
    htmx.trigger(shown, "live");
  };

  const fetched = () => {
    busy = 0;
    if (!part()) return end();
    if (again) refresh();
  };

  const isOpen = () => source !== null && source.readyState === EventSource.OPEN;

  const disconnect = () => {
    clearTimeout(later);
    clearTimeout(worry);
    worry = 0;
    if (source) source.close();
    source = null;
  };

  const connect = () => {
    disconnect();
    source = new EventSource(bar.dataset.live);
    source.addEventListener("open", calm);
    source.addEventListener("newer", refresh);
    source.addEventListener("error", () => {
      if (!worry) worry = setTimeout(() => say("lost"), PATIENCE);
      // Refused, there are too many, or the session is over: the browser gives up, we do not.
      if (source.readyState === EventSource.CLOSED) later = setTimeout(connect, SLOW);
    });
  };

  const slowly = setInterval(() => {
    if (!document.hidden && (bar.dataset.liveSteady || !isOpen())) refresh();
  }, SLOW);

  // There is nothing to follow any more.
  const end = (why) => {
    disconnect();
    clearInterval(slowly);
    paused = true;
    button.hidden = true;
    if (why) say(why);
    else bar.hidden = true;
  };

  button.addEventListener("click", () => {
    paused = !paused;
    button.textContent = paused ? "Resume" : "Pause";
    if (paused) {
      disconnect();
      say("paused");
    } else {
      connect();
    }
  });

  document.addEventListener("toggle", () => { if (held) refresh(); }, true);
  // An entry may have been opened while its successor was on the way; and what is the same is not put in anew, because
  // that would take the focus away.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const shown = part();
    if (event.detail.xhr.status !== 200 || !shown) return;
    const fresh = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html").body.firstElementChild;
    const reading = shown.querySelector("details[open]") !== null;
    const same = fresh && fresh.hasAttribute("hx-trigger") && fresh.innerHTML === shown.innerHTML;
    if (reading || paused || same) event.detail.shouldSwap = false;
    if (reading) {
      held = true;
      if (isOpen()) calm();
    }
  });

  // A little later, when what is new listens.
  document.addEventListener("htmx:afterRequest", () => setTimeout(fetched, 50));
  document.addEventListener("htmx:responseError", (event) => { if (event.detail.xhr.status === 401) end("out"); });

  // A page that nobody sees needs no stream: a browser has few connections, and the server counts them.
  document.addEventListener("visibilitychange", () => {
    if (paused) return;
    if (document.hidden) disconnect();
    else connect();
  });

  still.hidden = true;
  state.hidden = button.hidden = false;
  if (!document.hidden) connect();
})();
