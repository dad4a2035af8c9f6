// Finds sections of the book by words. book/search makes the index, and folds words as this does.
var bookSearch = (() => {
  const WORD = /[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)*/gu;
  const SPELLED = /[\p{L}\p{N}\p{M}_]+(?:\.[\p{L}\p{N}\p{M}_]+)*/gu; // the same before marks are dropped
  const PART = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;
  const APOSTROPHE = /(?<=[\p{L}\p{N}_])['’][\p{L}\p{N}_]+/gu;
  const LONGEST = 2000; // characters of a question that are read
  const LONGEST_LINE = 20_000; // in which the message of an error is looked for
  const LONGEST_TEXT = 100_000; // of what is pasted
  const MOST = 40; // words of a question
  const ENOUGH = 12; // letters by which half a message is known
  const NAMED = /(?:[A-Za-z_]\w*\.)*[A-Za-z_]*(?:[Ee]rror|Exception|Warning|Interrupt|Exit|Group)\b(?=[:(]|$)/; // the type of an error
  const COLOURS = /\x1b\[[\d;]*m|\[(?:\d+;)*\d+m/g; // of a terminal; the sign that begins them may be lost
  const SHORTEST = 3; // letters of a beginning for which nothing better was found
  const PERHAPS = 0.6; // what a longer word, or one spelled otherwise, is worth
  const VARIES = /‹[^›]*›/; // what varies in a message
  let book = null;

  const fold = (text) =>
    text.normalize("NFC").replaceAll("й", "\0").replaceAll("Й", "\x01").normalize("NFD").replace(/\p{M}/gu, "")
      .replaceAll("ı", "i").replaceAll("\0", "й").replaceAll("\x01", "Й");

  function stem(word) {
    const own = book.stems.find(([beginning]) => word.startsWith(beginning));
    if (own) return own[1];
    const cut = book.ending.exec(word)?.[1];
    return cut ? cut.slice(0, -1) + (book.softened[cut.at(-1)] ?? cut.at(-1)) : word;
  }

  function wordOf(name) {
    if (!/^\p{L}+$/u.test(name)) return name;
    const found = stem(name);
    return Object.hasOwn(book.synonyms, found) ? book.synonyms[found] : found;
  }

  /** The words of a text as the index has them; those of parts of names, too. */
  function wordsOf(text, parts = false) {
    if (book.apostrophes) text = text.replace(APOSTROPHE, "");
    const found = [];
    for (const name of fold(text).match(WORD) ?? []) {
      found.push(wordOf(name.toLowerCase()));
      if (!parts || !/^[\x00-\x7f]+$/.test(name)) continue;
      const pieces = new Set([...name.split("."), ...(name.match(PART) ?? [])]);
      for (const piece of pieces) if (1 < piece.length && piece.length < name.length) found.push(wordOf(piece.toLowerCase()));
    }
    return found;
  }

  function index(said) {
    const words = said.words.split(" "), places = said.places.split(",");
    book = {
      ...said, words,
      ending: new RegExp(said.endings, "u"),
      stems: Object.entries(said.stems),
      number: new Map(words.map((word, i) => [word, i])),
      places,
    };
    book.titles = said.sections.map(([, , title]) => ({ all: new Set(wordsOf(title, true)), whole: new Set(wordsOf(title)) }));
    book.cards = said.messages.map(([section, message]) => {
      const [, type, text] = /^([\w.]+): (.*)$/.exec(message);
      return { section, message, type: spoken(type), parts: text.split(VARIES).map(spoken) };
    });
  }

  /** The words of a text in order, as they are. */
  const spoken = (text) => (fold(text).toLowerCase().match(WORD) ?? []).join(" ");

  /** The section of the error message that stands in a text, whatever is in its varying parts: of several the longest. */
  function whole(text) {
    const asked = spoken(text.slice(0, LONGEST_LINE));
    let best, most = 0;
    for (const { section, type, parts } of book.cards) {
      let end = 0;
      const all = parts.every((part) => {
        const start = asked.indexOf(part, end);
        end = start + part.length;
        return start >= 0;
      });
      const [begin] = parts, typed = asked.includes(`${type} ${begin}`);
      const begun = begin && (typed || asked.startsWith(begin)); // else the words may be a part of another message
      const length = parts.join("").length + (typed ? type.length : 0) + (begun ? 1 : 0);
      if (all && length > most) [best, most] = [section, length];
    }
    return best;
  }

  /** The section of the message of which a text is a piece: its beginning, cut off, or some words in a row. */
  function half(text) {
    const asked = spoken(text.slice(0, LONGEST));
    let best, most = 0;
    for (const { section, type, parts } of book.cards) {
      const at = asked.indexOf(`${type} `);
      const said = at < 0 ? asked : asked.slice(at + type.length + 1);
      if (said.split(" ").length < 3) continue; // a name such as memoryview.cast is asked for itself
      const length = begins(said, parts) || (parts.some((part) => part.includes(said)) ? said.length - 1 : 0);
      const score = length + (at < 0 ? 0 : type.length);
      if (length >= ENOUGH && score > most) [best, most] = [section, score];
    }
    return best;
  }

  const card = (question) => whole(question) ?? half(question);

  /** How many letters of the parts of a message a text has, if it is the message's beginning; else none. */
  function begins(text, parts) {
    let rest = text, had = 0;
    for (const [i, part] of parts.entries()) {
      if (part.startsWith(rest)) return had + rest.length;
      const at = rest.indexOf(part);
      if (at < 0 && i) { // what varies, and then the beginning of this part
        const cut = [...rest.matchAll(/ /g)].map(({ index }) => rest.slice(index + 1)).find((end) => part.startsWith(end));
        return cut ? had + cut.length : rest.length <= ENOUGH ? had : 0;
      }
      if (at < 0 || (at && !i)) return 0;
      rest = rest.slice(at + part.length).trimStart();
      had += part.length;
    }
    return had;
  }

  /**
   * Of a text of several lines, such as a traceback with all that stands around it, what to ask: the last line
   * that has a card's message, or the last that looks like an error's. An error that was raised for another
   * comes after it and may be anybody's own.
   */
  function line(text) {
    const split = (sign) => text.slice(-LONGEST_TEXT).replace(COLOURS, "").split(sign).map((one) => one.trim()).filter(Boolean);
    let lines = split(/[\r\n]+/);
    if (lines.length === 1) lines = split("\\n"); // of a log that is JSON
    const pairs = () => lines.map((one, i) => `${one} ${lines[i + 1] ?? ""}`); // a message may be broken
    const known = (one) => whole(one) !== undefined;
    const found = lines.findLast(known) ?? pairs().findLast(known) ?? lines.findLast((one) => half(one) !== undefined)
      ?? lines.findLast((one) => NAMED.test(one)) ?? lines.join(" ");
    const bare = found.slice(Math.max(0, found.search(NAMED)));
    return card(bare) === card(found) ? bare : found;
  }

  /** {section: how much it says of any of these words}; what is said often counts more. */
  function sectionsOf(words) {
    const found = new Map();
    for (const word of words) {
      const base = book.digits.length / 2;
      let section = 0, step = 0;
      for (const sign of book.places[book.number.get(word)]) {
        const digit = book.digits.indexOf(sign);
        step = step * base + (digit % base);
        if (digit >= base) continue; // not its last
        section += step >> 1;
        found.set(section, Math.max(found.get(section) ?? 0, step & 1 ? 1.3 : 1));
        step = 0;
      }
    }
    return found;
  }

  const longer = (beginning) => book.words.filter((word) => word.startsWith(beginning));

  /** Levenshtein's distance of two words; any that is greater than `most` is told as most + 1. */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let above = Array.from({ length: b.length + 1 }, (_, i) => i);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let k = 1; k <= b.length; k++)
        row.push(Math.min(above[k] + 1, row[k - 1] + 1, above[k - 1] + (a[i - 1] !== b[k - 1])));
      if (Math.min(...row) > most) return most + 1;
      above = row;
    }
    return above[b.length];
  }

  /** The words of the index for which a word that it lacks may stand: its longest known beginning, or one mistyped. */
  function nearest(word) {
    for (let length = word.length - 1; length >= Math.max(SHORTEST, word.length - 3); length--) {
      const found = longer(word.slice(0, length));
      if (found.length) return found;
    }
    for (let most = 1; most <= Math.floor(word.length / 4); most++) {
      const found = book.words.filter((one) => distance(word, one, most) <= most);
      if (found.length) return found;
    }
    return [];
  }

  /** What is asked for: for each word of a question the words of the index that it means, and how surely. */
  function understand(question) {
    const text = question.slice(0, LONGEST);
    const names = wordsOf(text);
    const asked = new Map();
    const half = fold(text).toLowerCase().match(/[\p{L}\p{N}_.]+$/u)?.[0]; // the last word, which may be half a word
    names.forEach((name, i) => {
      if (asked.size >= MOST || asked.has(name)) return;
      const known = book.number.has(name) ? [name] : [];
      const last = half && i === names.length - 1;
      const begun = last || !known.length ? longer(name) : [];
      if (last && half !== name) known.length = 0; // what looks like an ending may be a part of a longer word
      if (known.length) asked.set(name, { sure: known, perhaps: begun });
      else if (begun.length) asked.set(name, { sure: [], perhaps: begun });
      else {
        const parts = /[._]/.test(name) ? name.split(/[._]+/).map(wordOf).filter((part) => book.number.has(part)) : [];
        if (parts.length) for (const part of parts) asked.set(part, { sure: [part], perhaps: [] });
        else asked.set(name, { sure: [], perhaps: nearest(name) });
      }
    });
    return [...asked.values()];
  }

  /**
   * The sections that a question finds, the best first; whether they have all of its words; and the words of
   * the index that it means. Best is the card of a message that the question has; else what has all words,
   * rare ones above all, in a title that says little else.
   */
  function find(question) {
    const scores = new Map(), meant = new Set();
    let whole = 0;
    for (const { sure, perhaps } of understand(question)) {
      const surely = sectionsOf(sure), all = sectionsOf([...sure, ...perhaps]);
      const rarity = Math.log(1 + (book.sections.length - all.size + 0.5) / (all.size + 0.5));
      whole += rarity;
      for (const word of [...sure, ...perhaps]) meant.add(word);
      for (const [section, often] of all) {
        const score = scores.get(section) ?? { said: 0, had: 0, titled: 0, titles: 0 };
        const exact = surely.has(section), title = book.titles[section];
        const among = (set) => (sure.some((word) => set.has(word)) ? 1 : perhaps.some((word) => set.has(word)) ? PERHAPS : 0);
        score.said += rarity * (exact ? 1 : PERHAPS) * often;
        score.had += rarity * (exact || !sure.length ? 1 : 0.8);
        score.titled += rarity * among(title.all);
        if (among(title.whole)) score.titles += 1;
        scores.set(section, score);
      }
    }
    const ranked = [...scores].map(([section, { said, had, titled, titles }]) => {
      const share = titles / Math.max(1, book.titles[section].whole.size);
      return { section, had: had / whole, score: (said + 2 * titled) * (had / whole) ** 2 + 4 * titled * (titled / whole) * share };
    });
    const asked = plain(question), own = card(question);
    for (const one of ranked) {
      one.own = one.section === own;
      one.same = plain(book.sections[one.section][2]) === asked;
    }
    ranked.sort((a, b) => b.own - a.own || b.same - a.same || b.score - a.score || a.section - b.section);
    const most = Math.max(0, ...ranked.map(({ had }) => had));
    const found = ranked.filter(({ own, had }) => own || had >= 0.6 * most).map(({ section }) => section);
    return { found, complete: most > 0.75, meant };
  }

  const plain = (text) => fold(text.slice(0, LONGEST)).toLowerCase().trim();

  /** The names of the glossary that are spelled most like a question. */
  function terms(question) {
    const asked = plain(question).slice(0, 60);
    if (!wordsOf(asked).length) return []; // signs alone
    const unlike = (title) => distance(asked, plain(title), 60) / Math.max(asked.length, title.length);
    return book.sections
      .map(([page, id, title], section) => ({ section, term: page === book.terms && id, title }))
      .filter(({ term }) => term)
      .map(({ section, title }) => ({ section, unlike: unlike(title) }))
      .sort((a, b) => a.unlike - b.unlike).slice(0, 3).map(({ section }) => section);
  }

  /** Where the meant words stand in a text: [[from, to], ...] in UTF-16 units. */
  function places(text, meant) {
    const found = [];
    for (const match of text.matchAll(SPELLED))
      if (wordsOf(match[0], true).some((word) => meant.has(word))) found.push([match.index, match.index + match[0].length]);
    return found;
  }

  /** The `length` letters of a text that have most of the meant words, and where these stand in it. */
  function excerpt(text, meant, length = 220) {
    const found = places(text, meant);
    let best = 0, from = 0;
    found.forEach(([start], i) => {
      const near = found.slice(i).filter(([, end]) => end <= start + length);
      const different = new Set(near.map(([a, b]) => text.slice(a, b).toLowerCase())).size;
      if (different > best) [best, from] = [different, start];
    });
    let start = Math.max(0, from - 60);
    if (start) start = text.indexOf(" ", start) + 1; // at the beginning of a word
    let end = Math.min(text.length, start + length);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + 1);
    const said = (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
    const shift = (start ? 2 : 0) - start;
    return { said, marks: found.filter(([a, b]) => a >= start && b <= end).map(([a, b]) => [a + shift, b + shift]) };
  }

  /** A section: its page's name and title, its id there, its own title. */
  function section(number) {
    const [page, id, title] = book.sections[number];
    return { page: book.pages[page][0], pageTitle: book.pages[page][1], id, title };
  }

  const waiting = new Map(); // texts come as scripts: pages of a folder may load nothing else
  const text = (number, said) => waiting.get(number)?.(said);
  function textOf(number, load) {
    return new Promise((resolve, reject) => {
      waiting.set(number, resolve);
      load(`${number}.js`).catch(reject);
    });
  }

  /** The error messages that have cards, each wording. */
  const messages = () => book.cards.map(({ section, message }) => ({ section, message }));

  return { index, find, card: whole, line, messages, terms, places, excerpt, section, text, textOf, words: wordsOf };
})();
