// What the reader has done: lessons read, exercises solved. It is remembered in the browser (`kept`, book.js) and shown
// where lessons are named. Of each lesson the page tells how many exercises it has (book/site/lessons.py).
const progress = (() => {
  const course = JSON.parse(document.getElementById("course").textContent);
  const lessons = Object.keys(course);

  const isRead = (lesson) => kept.get(`read:${lesson}`) !== null;
  const solved = (lesson) => Math.min(kept.keys(`solved:${lesson}:`).length, course[lesson]);
  const exercises = (lesson) =>
    _("exercises {solved}/{count}", { solved: solved(lesson), count: course[lesson] });

  /** Remember where to go on: at this lesson, or at the first one after it, round the course, that is not read. */
  function goOn(lesson) {
    const from = lessons.indexOf(lesson);
    const next = [...lessons.slice(from), ...lessons.slice(0, from)].find((one) => !isRead(one));
    if (next) kept.set("next", `${document.documentElement.lang}/${next}`);
    else kept.remove("next");
  }

  /** Show it all; call it again when something has changed. */
  function show() {
    for (const link of document.querySelectorAll(".bd-links a")) {
      const name = link.getAttribute("href") === "#" ? pageName : link.pathname.split("/").pop().replace(/\.html$/, "");
      if (!(name in course)) continue;
      link.querySelector(".done")?.remove();
      const signs = [isRead(name) && "✓", solved(name) && `${solved(name)}/${course[name]}`].filter(Boolean).join(" ");
      if (!signs) continue;
      const said = [isRead(name) && _("read"), solved(name) && exercises(name)].filter(Boolean).join(", ");
      const mark = make("span", "done", "");
      const seen = make("span", "", signs);
      seen.setAttribute("aria-hidden", "true");
      mark.append(seen, make("span", "heard", ` (${said})`));
      link.append(mark);
    }
    const line = document.querySelector(".lesson-exercises");
    if (line) line.firstElementChild.textContent = solved(pageName);
    for (const check of document.querySelectorAll(".tag_check")) {
      const heading = check.closest("section").querySelector("h2, h3");
      const done = kept.get(`solved:${pageName}:${check.id.replace(/^cell-/, "")}`) !== null;
      const mark = heading.nextElementSibling.matches(".exercise-solved") ? heading.nextElementSibling : null;
      if (!done) mark?.remove();
      else if (!mark) heading.after(make("p", "exercise-solved", `✓ ${_("Solved")}`));
    }
    const start = document.querySelector(".start a");
    const [, next] = (kept.get("next") ?? "").split("/");
    const goesOn = lessons.includes(next);
    if (start) {
      start.dataset.start ??= start.textContent;
      start.href = `${goesOn ? next : lessons[0]}.html`;
      start.textContent = goesOn ? _("Continue: lesson {number}", { number: lessons.indexOf(next) + 1 }) : start.dataset.start;
    }
  }

  // A lesson is begun at its second section, and read at its last.
  const headings = pageName in course ? [...document.querySelectorAll("article > section > section > h2")].slice(1) : [];
  const seen = new IntersectionObserver((entries) => {
    const here = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
    if (!here.length) return;
    if (here.includes(headings.at(-1))) kept.set(`read:${pageName}`, "1");
    goOn(pageName);
    show();
  });
  for (const heading of headings) seen.observe(heading);

  show();
  return {
    show,
    lessons,
    exercises: lessons.reduce((sum, lesson) => sum + course[lesson], 0),
    /** Remember that the exercise of a check is solved. */
    solve(check) {
      kept.set(`solved:${pageName}:${check}`, "1");
      show();
    },
  };
})();
