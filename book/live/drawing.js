// Outputs, drawn where they can do no harm: what a cell makes is markup that nobody has read.
//
// Of HTML there is a short list of what may be in it, and it stands in a shadow tree inside of a box that clips it.
// Nothing on the list can leave the box, be pressed, load anything, or name a rule of its own: there are no controls,
// no styles but those of an element for itself, no ids and no images. A drawing (SVG) is shown as an image.
// Both are measured before they are shown, here and not where cells run: by their letters, by their elements, and,
// as one `<use>` can stand for thousands, by what an image draws in the end.
import DOMPurify from "dompurify";

const LONGEST = { text: 100_000, markup: 300_000 }; // characters of one output
const MOST = { elements: 10_000, deep: 100, drawn: 50_000, pixels: 10_000_000 }; // of one output
const IN_A_CELL = { outputs: 1000, letters: 1_000_000, elements: 50_000 };

const STYLE = "svg { max-width: 100%; height: auto; } .address { overflow-wrap: anywhere; user-select: all; }";
const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
// The pictures of bufferscope have their colours in a style of their own: here it is that of the site (book/live).
fetch(new URL("drawing.css", import.meta.url)).then((found) => found.ok && found.text()).then((text) => text && sheet.replaceSync(STYLE + text), () => {});

const words = (text) => text.split(" ");
const SHAPES = words("svg g path rect circle ellipse line polyline polygon text tspan title desc");
const ALLOWED_TAGS = [
  ...words("a abbr b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure hr i ins kbd li"),
  ...words("mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var wbr"),
  ...SHAPES,
];
const ALLOWED_ATTR = [
  ...words("aria-hidden aria-label class colspan lang open role rowspan scope start style tabindex title"),
  ...words("cx cy d dx dy fill fill-opacity fill-rule font-family font-size font-style font-weight height opacity points preserveAspectRatio"),
  ...words("r rx ry stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width text-anchor transform viewBox width"),
  ...words("x x1 x2 xmlns y y1 y2"),
];
const ROLES = ["img", "group", "none", "presentation"]; // none that is heard as a control, or speaks by itself
const STYLES = new RegExp(`^(${[
  "(background-)?color|(fill|stroke|font)(-.*)?|clip-path|opacity|visibility|paint-order",
  "line-height|letter-spacing|white-space.*|overflow-wrap|vertical-align|list-style-type",
  "text-(align|anchor|decoration.*|indent|transform|wrap.*)|(padding|border)-(top|right|bottom|left)(-(width|style|color))?",
  "border-(collapse|.*-radius)|margin-(top|right|bottom|left)|(min-|max-)?(width|height)|display|overflow-[xy]|(row|column)-gap",
].join("|")})$`);

DOMPurify.addHook("uponSanitizeAttribute", (element, given) => {
  const { attrName: name, attrValue: value } = given;
  if (name === "role") given.keepAttr = ROLES.includes(value);
  if (name === "tabindex") given.attrValue = "0";
  if (name === "stroke-dasharray") given.keepAttr = areDashes(value);
  if (name === "colspan" || name === "rowspan") given.keepAttr = Number(value) <= 100;
  if (name !== "style") return;
  given.attrValue = plain(element.style, /url|image|attr|var|env/i, value);
});

const areDashes = (text) => !text.split(/[\s,]+/).some((one) => parseFloat(one) < 1); // finer ones cost much, and are not seen

/** Return what a style says for its own element, without the values that are `barred`: as it is, if it has none. */
function plain(style, barred, text) {
  const all = [...style].map((property) => [property, style.getPropertyValue(property)]);
  const fine = all.filter(([property, value]) =>
    STYLES.test(property) && !barred.test(value) && (property !== "stroke-dasharray" || areDashes(value)));
  return fine.length === all.length && /^[\w\s:;#.,%()'"-]*$/.test(text) && !barred.test(text) ? text : fine.map((pair) => pair.join(":")).join(";");
}

// A link is the words of a cell, and leads where a cell wants, with whatever the cell has put into it: its address
// can be read and copied, and nothing follows it.
DOMPurify.addHook("beforeSanitizeAttributes", (element) => {
  const href = element.localName === "a" && element.getAttribute("href");
  if (!href) return;
  const address = document.createElement("bdi");
  address.className = "address";
  try { address.textContent = ` (${new URL(href, location)})`; } catch { address.textContent = ` (${href})`; }
  element.append(address);
});

/**
 * Return what an HTML text says, in an element of a document without effects, or null if it has too much in it.
 *
 * A parser opens elements again that a text has left open, so that few letters can make many elements (HTML,
 * 13.2.4.3): it gets the text in pieces of a few tags, and what it has made is counted after each.
 */
function parse(text) {
  const made = document.implementation.createHTMLDocument("");
  const all = made.getElementsByTagName("*");
  made.open();
  for (const piece of text.match(/(?:[^<]*<){1,20}[^<]*|[^<]+/g) ?? []) {
    made.write(piece);
    if (all.length > MOST.elements) return null;
  }
  made.close();
  if ([...all].some((element) => !element.firstElementChild && depth(element) > MOST.deep)) return null;
  const whole = made.createElement("div");
  whole.append(...made.body.childNodes);
  return whole;
}

function depth(element) {
  let steps = 0;
  for (let one = element; one && steps <= MOST.deep; one = one.parentElement) steps += 1;
  return steps;
}

const PICTURE = new Set([...SHAPES, ...words("defs use symbol clipPath linearGradient radialGradient stop image")]);
// The one style that a drawing keeps: matplotlib's, and what bufferscope.plots adds for dark pages.
const DARK = /(?:\[style\*="(?:fill|stroke):#\w{6}"\]\{(?:fill|stroke):#\w{6}!important\}){0,30}/;
const OF_PLOTS = new RegExp(`^\\*\\{stroke-linejoin:round;stroke-linecap:butt\\}(?:@mediascreenand\\(prefers-color-scheme:dark\\)\\{${DARK.source}\\})?$`);
const INERT_REFERENCE = /^(#|data:image\/png;base64,)/;

/** Return the text of a drawing (SVG) that has nothing but the shapes of another, and how many it draws; or null for too many. */
function drawn(text) {
  if (text.includes("<!ENTITY")) return null;
  const found = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = found.documentElement;
  if (root.localName !== "svg") return null;
  for (const element of [...root.querySelectorAll("*")]) {
    const known = element.localName === "style" && OF_PLOTS.test(element.textContent.replace(/\s/g, ""));
    if (!known && !PICTURE.has(element.localName)) element.remove();
  }
  for (const element of [root, ...root.querySelectorAll("*")])
    for (const { name, localName, value } of [...element.attributes]) {
      const leads = localName === "href" && !(INERT_REFERENCE.test(value) && pixels(value) < MOST.pixels);
      if (leads || (name === "stroke-dasharray" && !areDashes(value)) || /^(on.*|filter|mask)$/i.test(localName)) element.removeAttribute(name);
      else if (name === "style") element.setAttribute(name, plain(element.style, /image|attr|var|env/i, value));
    }
  calmTexts(root);
  const elements = weight(root, new Map([...root.querySelectorAll("[id]")].map((element) => [element.id, element])));
  return elements > MOST.drawn ? null : { elements, text: new XMLSerializer().serializeToString(root) };
}

/** Return how many pixels an image has, if it is one: PNG says so in its 16th to 23rd byte. */
function pixels(address) {
  const [, code] = address.split(",");
  if (!code) return 0;
  try {
    const head = Uint8Array.from(atob(code.trim().slice(0, 32)), (letter) => letter.charCodeAt(0));
    const view = new DataView(head.buffer);
    return view.getUint32(16) * view.getUint32(20);
  } catch { return Infinity; } // it is written otherwise than by those who have nothing to hide
}

const GEOMETRY = words("d points x y x1 x2 y1 y2 cx cy r rx ry width height");

/** Return what it costs to draw one shape, as much as so many: by how far it goes, as it may be made of dashes. */
function reach(element) {
  const numbers = GEOMETRY.flatMap((name) => element.getAttribute(name)?.match(/[\d.]+(e\+?\d+)?/gi) ?? []);
  return 1 + numbers.reduce((sum, number) => sum + Math.abs(Number(number) || 0), 0) / 200;
}

const PIXELS_EACH = MOST.pixels / IN_A_CELL.elements; // all images of a cell together have no more than one may have

/** Return how many elements are drawn for one: itself, its image, those in it, and those that it refers to. */
function weight(element, named, known = new Map()) {
  if (known.has(element)) return known.get(element);
  known.set(element, 0); // a circle is drawn by no browser
  let sum = reach(element);
  for (const child of element.children) sum += weight(child, named, known);
  for (const { localName, value } of element.attributes) {
    if (localName === "href") sum += pixels(value) / PIXELS_EACH;
    for (const [, name] of value.matchAll(localName === "href" ? /^#(.+)$/g : /url\(\s*["']?#([^"')]+)/g))
      if (named.has(name)) sum += weight(named.get(name), named, known);
  }
  known.set(element, sum);
  return sum;
}

// Drawings are light or dark by the theme that an element html names: in a shadow tree, one of its own.
const theme = () => document.documentElement.dataset.theme;
new MutationObserver(() => {
  for (const host of document.querySelectorAll(".live-markup > *")) host.shadowRoot.querySelector("html").dataset.theme = theme();
}).observe(document.documentElement, { attributeFilter: ["data-theme"] });

// Where it is wider than the page it scrolls, and keys scroll only what they can reach.
const preformatted = (text) => Object.assign(document.createElement("pre"), { textContent: calm(text), tabIndex: 0 });

// What turns the direction of a line, and how often an output may: a browser looks at each turn again and again.
const TURNS = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/gu;
const MOST_TURNS = 1000;

/** Return a text without what keeps a browser busy for minutes: its end, heaps of marks on a letter, endless turns. */
function calm(text, room = { turns: MOST_TURNS }) {
  return (text.length > LONGEST.text ? `${text.slice(0, LONGEST.text)}\n…` : text)
    .replace(/(\p{M}{8})\p{M}+/gu, "$1").replace(TURNS, (sign) => (--room.turns < 0 ? "\ufffd" : sign));
}
function calmTexts(root) {
  const room = { turns: MOST_TURNS };
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = calm(texts.currentNode.data, room);
}

/**
 * Return a function that draws the outputs of one cell: it returns an element for each, or null for what is too large
 * for a page; of a stream that goes on, the `last` one, which has grown. `alternative` describes a plot, if it is one.
 */
export function drawing(alternative) {
  const room = { ...IN_A_CELL, turns: MOST_TURNS };
  return (output, last) => {
    const text = output.data?.["text/html"] ?? output.data?.["image/svg+xml"] ?? output.text ?? output.data?.["text/plain"] ?? "";
    const goesOn = output.type === "stream" && last?.className === streamOf(output);
    if (!goesOn) room.outputs -= 1;
    room.letters -= text.length;
    if (Math.min(room.outputs, room.letters, room.elements) < 0) return null;
    if (goesOn) {
      const shown = last.firstChild;
      (shown.firstChild ?? shown.appendChild(new Text(""))).appendData(calm(text.replace(/^\p{M}+/u, ""), room));
      return last;
    }
    try {
      const { box, elements } = draw(output, alternative);
      room.elements -= elements;
      return room.elements < 0 ? null : box;
    } catch (error) {
      if (error instanceof RangeError) return null; // it refers to itself too deeply
      throw error;
    }
  };
}

const streamOf = ({ name }) => (name === "stderr" ? "live-stderr" : "live-stdout");

const TOO_LARGE = { box: null, elements: 0 };
const boxed = (className, child) => {
  const box = Object.assign(document.createElement("div"), { className });
  box.append(child);
  return box;
};

/** Return the box of one output, and how many elements a browser has with it. */
function draw(output, alternative) {
  if (output.type === "error") return { box: boxed("live-error", preformatted(output.text)), elements: 1 };
  if (output.type !== "display") return { box: boxed(streamOf(output), preformatted(output.text)), elements: 1 };
  const { "text/html": html, "image/svg+xml": svg, "text/plain": repr = "" } = output.data;
  if (Math.max(html?.length ?? 0, svg?.length ?? 0) > LONGEST.markup) return TOO_LARGE;
  if (html) return markup(html);
  if (svg) return picture(svg, alternative || repr);
  return { box: boxed("", preformatted(repr)), elements: 1 };
}

const RULES = {
  RETURN_DOM_FRAGMENT: true, ALLOWED_TAGS, ALLOWED_ATTR, ALLOW_ARIA_ATTR: false, ALLOW_DATA_ATTR: false,
  ADD_URI_SAFE_ATTR: ALLOWED_ATTR, // none of them is an address
  FORBID_CONTENTS: ["style", "script", "title", "template", "iframe", "noscript", "xmp"],
};

function markup(html) {
  const whole = parse(html);
  if (!whole) return TOO_LARGE;
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const page = root.appendChild(document.createElement("html"));
  page.dataset.theme = theme();
  page.append(DOMPurify.sanitize(whole, RULES));
  calmTexts(page);
  const elements = [...page.querySelectorAll("*")].reduce((sum, one) => sum + reach(one), 0);
  return elements > MOST.drawn ? TOO_LARGE : { box: boxed("live-markup", host), elements };
}

function picture(svg, alt) {
  const found = drawn(svg);
  if (!found) return TOO_LARGE;
  const src = `data:image/svg+xml,${encodeURIComponent(found.text)}`;
  return { box: boxed("", Object.assign(document.createElement("img"), { src, alt })), elements: found.elements };
}
