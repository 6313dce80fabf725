// input[data-same-as]: a part that answers what is being typed may be a moment behind it. What is
// pressed there sends what the field says now, not what it said then.
document.addEventListener(
  "submit",
  (event) => {
    for (const copy of event.target.querySelectorAll("input[data-same-as]")) {
      copy.value = document.getElementById(copy.dataset.sameAs)?.value ?? copy.value;
    }
  },
  true,
);
