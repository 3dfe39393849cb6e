document.getElementById("save").addEventListener("click", function () {
  var lines = ["item,answer"], open = 0;
  document.querySelectorAll("fieldset").forEach(function (item) {
    var chosen = item.querySelector("input:checked");
    if (chosen) { lines.push(item.dataset.item + "," + chosen.value); } else { open++; }
  });
  document.getElementById("told").textContent =
    open === 0 ? "All answered." : open + " without an answer: they are left out.";
  var link = document.createElement("a");
  link.href = "data:text/csv;charset=utf-8," + encodeURIComponent(lines.join("\n") + "\n");
  link.download = "answers.csv";
  link.click();
});
