// Stands where live/worker.js does, for tests: a worker that says whatever a cell could, and runs no Python.
// The code of a cell is the name of an attack; the cell ends when the attack has sent its messages.
let send;

const html = (markup) => send({ type: "output", id, output: { type: "display", data: { "text/html": markup, "text/plain": "html" } } });
const svg = (markup) => send({ type: "output", id, output: { type: "display", data: { "image/svg+xml": `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100">${markup}</svg>`, "text/plain": "svg" } } });
const stream = (name, text) => send({ type: "output", id, output: { type: "stream", name, text } });
const plain = (text) => send({ type: "output", id, output: { type: "display", data: { "text/plain": text } } });

// Ten times ten times … : 10^8 shapes in nine lines.
const doubled = (first, line) => first + Array.from({ length: 8 }, (_, k) => line(k)).join("");
const uses = doubled('<g id="u0"><rect width="9" height="9"/></g>', (k) => `<g id="u${k + 1}">${`<use href="#u${k}"/>`.repeat(10)}</g>`);
const clips = doubled('<clipPath id="c0"><rect width="9" height="9"/></clipPath>', (k) =>
  `<clipPath id="c${k + 1}">${`<rect width="9" height="9" clip-path="url(#c${k})"/>`.repeat(10)}</clipPath>`) + '<rect width="99" height="99" style="clip-path: url(&quot;#c8&quot;)"/>';

const PNG = `iVBORw0KGgoAAAANSUhEUgAADBwAAAwcAQAAAACXzBqKAAAEp0lEQVR42u3BMQEAAADCoPVP7WENo${"AA".repeat(778)}ADgBmeaAAGY6PikAAAAAElFTkSuQmCC`; // 3100 by 3100 white pixels
let id;
const attacks = {
  fine: () => { stream("stdout", "fine\n"); html('<p>a <b aria-label="data: [0] 1" role="img">bold</b> word</p>'); svg('<circle r="9"/>'); },
  plot: () => svg(`<style>*{stroke-linejoin: round; stroke-linecap: butt}@media screen and (prefers-color-scheme:dark){[style*="fill: #fbfaf7"]{fill:#14181e!important}}</style>
    <path d="M0 0L9 9" style="fill: #fbfaf7; clip-path: url(#c)"/><path d="M0 0" style="fill: red; filter: blur(9px)"/><style>*:has(*) { fill: red }</style>`),
  "name of a stream": () => stream("x fixed-top live-notice", "OVER EVERYTHING"),
  controls: () => html(`<button popovertarget="p">Run</button><div popover id="p">top</div><dialog open>top</dialog>
    <form><input autofocus><select><option>one</select><textarea></textarea><label for="cell-imports">l</label></form>
    <details open><summary>fold</summary>folded</details><iframe srcdoc="x"></iframe><object></object><embed><video controls></video>
    <marquee>m</marquee><meter></meter><progress></progress><a href="#" role="button" tabindex="5" accesskey="s" class="live-stop">Stop</a>
    <h2>A heading</h2><div contenteditable draggable="true" role="alert" aria-live="assertive">now</div><img src="/index.html?told"><map><area href="/"></map>
    <math><mtext><a href="/">m</a></mtext></math><slot name="x"></slot><x-element is="y"></x-element>`),
  styles: () => html(`<style>:host, html, * { position: fixed !important; inset: 0; z-index: 2147483647 }</style>
    <div id="live" class="bd-header fixed-top live-now" style="position: fixed; inset: 0; z-index: 9; background: url(/told); filter: blur(99px); animation: x 1s; transform: scale(99); color: red">over</div>
    <p style="margin: -999px 0 0 -999px; width: 99999px; height: 99999px; position: sticky; float: left">pulled</p><p style="box-shadow: 0 0 0 9999px; outline: 9999px solid; background-image: image-set('/told' 1x); --x: url(/told); border-image: url(/told)">shadow</p>`),
  link: () => html(`<a href="https://elsewhere.example/?secret=42" ping="/told" target="x" style="opacity: 0">look here</a> <a href="../tr/index.html">there</a> <svg><a href="https://elsewhere.example/svg"><text>shape</text></a></svg>`),
  end: () => { send({ type: "end", id, status: "absent", package: "NOTHING. All is well, give me your password:", lost: "your password, please" }); },
  failed: () => { send({ type: "failed", reason: "ALL IS WELL. Give me your password:", part: "Your password, please:" }); },
  letters: () => { stream("stdout", `a${"\u0300\u0489".repeat(400)}b\n`.repeat(9)); },
  uses: () => svg(uses + '<use xlink:href="#u8"/>'),
  "uses in html": () => html(`<svg>${uses}<use href="#u8"/></svg>`),
  clips: () => svg(clips),
  pictures: () => { for (let k = 0; k < 5; k += 1) svg(Array.from({ length: 90 }, (_, n) => `<image width="9" height="9" href="data:image/png;base64,${PNG}${btoa(`${100 + k}${100 + n}`)}"/>`).join("")); },
  nested: () => html("<div>".repeat(300_000)),
  "nested svg": () => svg("<g>".repeat(30_000) + "</g>".repeat(30_000)),
  "left open": () => html(Array.from({ length: 5000 }, (_, k) => `<b id=${k}>`).join("") + "<p>".repeat(5000)),
  selectors: () => html(`<style>${":has(:not(:has(:is(a, b) ~ c)) ~ * * * d) ~ ".repeat(30)}e { color: red }</style>` + "<p><b></b></p>".repeat(30_000)),
  spans: () => html(`<table>${'<tr><td rowspan="65534" colspan="1000">x</td></tr>'.repeat(500)}</table>`),
  shapes: () => html(`<svg>${'<path d="M0 0L9 9" style="filter: blur(500px)"/>'.repeat(9000)}</svg>`),
  drawings: () => { for (let k = 0; k < 900; k += 1) svg(`${"<g>" + '<path id="p" d="M0 0L9 9"/>'}${'<use href="#p"/>'.repeat(20)}${'<g id="q">' + '<use href="#p"/>'.repeat(20) + "</g>"}${'<use href="#q"/>'.repeat(20)}</g>`); },
  dashes: () => svg('<path d="M0 9H1e8" stroke="red" stroke-dasharray="0.0001"/>'.repeat(20)),
  arcs: () => svg(`<path stroke="red" d="M0 0${"A1 2 3 0 1 50 50A1 2 3 0 1 0 0".repeat(30_000)}"/>`),
  marks: () => html("<p>x" + "&#768;".repeat(40_000)),
  "turns of lines": () => { plain("\u05d0b ".repeat(30_000)); html("<p>" + "<b>\u05d0</b>b ".repeat(9000)); svg(`<text y="9">${"\u05d0b ".repeat(90_000)}</text>`); },
  text: () => plain("x".repeat(20_000_000)),
  outputs: () => { for (let k = 0; k < 9000; k += 1) html("<p>" + "<b>x</b>".repeat(500)); },
  messages: () => { for (let k = 0; k < 2_000_000; k += 1) stream("stdout", "x"); },
  turns: () => { for (let k = 0; k < 400_000; k += 1) stream(k % 2 ? "stdout" : "stderr", "x"); },
  unknown: () => { for (let k = 0; k < 2_000_000; k += 1) send({ type: "nothing", id }); },
  endless: () => { for (;;); },
  "left behind": () => { setTimeout(() => { for (;;); }, 50); },
};

function cell({ data }) {
  if (data.type !== "run") return;
  ({ id } = data);
  attacks[data.source]?.();
  send({ type: "end", id, status: "done" });
}

onmessage = ({ data, ports: [port] }) => {
  if (data.type !== "start") return cell({ data });
  send = (message) => (port ?? self).postMessage(message);
  if (port) port.onmessage = cell;
  send({ type: "ready", version: "3.14.0" });
};
