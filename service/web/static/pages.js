// What pages do where scripts run; everything that matters is there without.
"use strict";

// A form that stores something says which session it belongs to.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]');
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRF-Token"] = token.content;
});

// An address says what was asked, and no more.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get") return;
  const empty = [...form.elements].filter((field) => field.name && !field.value && !field.disabled);
  for (const field of empty) field.disabled = true;
  setTimeout(() => empty.forEach((field) => (field.disabled = false)));
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form) form.requestSubmit();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const save = event.target.closest("[data-save]");
  if (save) savePicture(save.closest("figure").querySelector("svg"), save.dataset.save);
});

function setUpPictures() {
  for (const svg of document.querySelectorAll(".picture svg:not([data-ready])")) {
    svg.dataset.ready = "true";
    const tools = svg.closest("figure").querySelector(".tools");
    if (tools) tools.hidden = false;
    moveWithinPicture(svg);
    walkNodes(svg);
  }
}

// The part of the picture that is seen: wheel and drag, + and -.
function moveWithinPicture(svg) {
  const whole = svg.viewBox.baseVal;
  const all = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  const zoom = (factor, at) => {
    const width = Math.min(all.width * 2, Math.max(all.width / 8, whole.width * factor));
    const ratio = width / whole.width;
    whole.x = at.x - (at.x - whole.x) * ratio;
    whole.y = at.y - (at.y - whole.y) * ratio;
    whole.width = width;
    whole.height *= ratio;
  };
  const under = (event) => {
    const box = svg.getBoundingClientRect();
    return {
      x: whole.x + ((event.clientX - box.left) / box.width) * whole.width,
      y: whole.y + ((event.clientY - box.top) / box.height) * whole.height,
    };
  };
  const centre = () => ({ x: whole.x + whole.width / 2, y: whole.y + whole.height / 2 });
  svg.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && document.activeElement !== svg && !svg.contains(document.activeElement)) return;
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, under(event));
    },
    { passive: false },
  );
  let from = null;
  svg.addEventListener("pointerdown", (event) => {
    from = { ...under(event), moved: false };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from || !event.buttons) return;
    const to = under(event);
    if (Math.abs(to.x - from.x) + Math.abs(to.y - from.y) < 4 && !from.moved) return;
    from.moved = true;
    whole.x -= to.x - from.x;
    whole.y -= to.y - from.y;
  });
  svg.addEventListener("click", (event) => {
    if (from && from.moved) event.preventDefault();
    from = null;
  }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("keydown", (event) => {
    if (event.key === "+" || event.key === "=") zoom(1 / 1.2, centre());
    else if (event.key === "-") zoom(1.2, centre());
    else if (event.key === "0") Object.assign(whole, all);
    else return;
    event.preventDefault();
  });
}

// One stop for the tab key; the arrow keys go on to the nearest node that way.
function walkNodes(svg) {
  const nodes = [...svg.querySelectorAll("a.node")];
  nodes.forEach((node, place) => node.setAttribute("tabindex", place ? "-1" : "0"));
  svg.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const here = event.target.closest && event.target.closest("a.node");
    if (!way || !here) return;
    event.preventDefault();
    const at = place(here);
    let best = null;
    for (const node of nodes) {
      const to = place(node);
      const along = (to.x - at.x) * way[0] + (to.y - at.y) * way[1];
      const aside = Math.abs((to.x - at.x) * way[1]) + Math.abs((to.y - at.y) * way[0]);
      const far = along + 2 * aside;
      if (along > 0.5 && (!best || far < best.far)) best = { node, far };
    }
    if (!best) return;
    here.setAttribute("tabindex", "-1");
    best.node.setAttribute("tabindex", "0");
    best.node.focus();
  });
}

function place(node) {
  const at = node.transform.baseVal.consolidate().matrix;
  return { x: at.e, y: at.f };
}

// A picture as a file looks as it does here, whatever the reader's colours.
const DRAWN = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font", "text-anchor", "opacity", "display"];

function savePicture(svg, form) {
  const copy = svg.cloneNode(true);
  const styled = [svg, ...svg.querySelectorAll("*")];
  [copy, ...copy.querySelectorAll("*")].forEach((element, number) => {
    const style = getComputedStyle(styled[number]);
    for (const name of DRAWN) element.setAttribute(name, style.getPropertyValue(name));
  });
  const text = new XMLSerializer().serializeToString(copy);
  const address = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
  const name = document.title.replace(/[^\p{L}\p{N}]+/gu, "-");
  if (form === "svg") return save(address, name + ".svg");
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = svg.width.baseVal.value * 2;
    canvas.height = svg.height.baseVal.value * 2;
    const drawing = canvas.getContext("2d");
    drawing.fillStyle = getComputedStyle(document.body).backgroundColor;
    drawing.fillRect(0, 0, canvas.width, canvas.height);
    drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
    save(canvas.toDataURL("image/png"), name + ".png");
  };
  image.src = address;
}

function save(address, name) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

document.addEventListener("htmx:afterSettle", setUpPictures);
setUpPictures();
