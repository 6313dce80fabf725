// A list that arrives while somebody chooses in the old one keeps her choice, as long as it is
// still offered: what was there when it was asked for is the server's to say, what came after is hers.
const asked = new WeakMap();
const meanwhile = new WeakMap();

const choices = (part) =>
  [...part.querySelectorAll("input[type=radio]:checked")].map(({ name, value }) => ({ name, value }));

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  asked.set(detail.target, choices(detail.target));
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const then = asked.get(detail.target) ?? [];
  const same = (one) => then.some((old) => old.name === one.name && old.value === one.value);
  meanwhile.set(detail.target, choices(detail.target).filter((one) => !same(one)));
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  for (const { name, value } of meanwhile.get(detail.target) ?? []) {
    const radios = [...detail.target.querySelectorAll("input[type=radio]")];
    const hers = radios.find((one) => one.name === name && one.value === value);
    if (!hers) continue;
    hers.checked = true;
    if (document.activeElement?.name === name) hers.focus();
  }
});
