// Charts of ECharts: each box is drawn from the option that stands on the page as JSON.
"use strict";

const ROOT = getComputedStyle(document.documentElement);

// Colours are named by variables of the style sheet: "--ink" means what it means in CSS.
function inColours(value) {
  if (Array.isArray(value)) return value.map(inColours);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inColours(part)]));
  }
  if (typeof value === "string" && /^--[a-z-]+$/.test(value)) return ROOT.getPropertyValue(value).trim();
  return value;
}

// What is `told` of a part is what its tooltip says; of others, their names.
function sayTold(option) {
  option.tooltip.formatter = (part) => (part.data && part.data.told) || part.name;
}

function drawCharts() {
  for (const box of document.querySelectorAll(".chart:not([data-drawn])")) {
    box.dataset.drawn = "true";
    const option = inColours(JSON.parse(document.getElementById(box.dataset.chart).textContent));
    option.textStyle = { fontFamily: getComputedStyle(document.body).fontFamily };
    option.animation = false;
    if (option.tooltip) sayTold(option);
    const chart = echarts.init(box, null, { renderer: "svg" });
    chart.setOption(option);
    new ResizeObserver(() => chart.resize()).observe(box);
    chart.on("click", (part) => {
      if (part.data && part.data.href) location.assign(part.data.href);
    });
  }
}

// Dark and light have colours of their own.
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const box of document.querySelectorAll(".chart[data-drawn]")) {
    echarts.dispose(box);
    delete box.dataset.drawn;
  }
  drawCharts();
});
document.addEventListener("htmx:afterSettle", drawCharts);
drawCharts();
