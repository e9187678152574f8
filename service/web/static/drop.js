(function () {
  "use strict";
  var drop = document.getElementById("drop");
  var file = document.getElementById("file");
  var form = document.getElementById("upload");
  if (!drop || !file || !form) { return; }
  function over(on) { return function (event) { event.preventDefault(); drop.className = on ? "drop over" : "drop"; }; }
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", function (event) {
    over(false)(event);
    if (event.dataTransfer && event.dataTransfer.files.length) {
      file.files = event.dataTransfer.files;
      send();
    }
  });
  file.addEventListener("change", function () { if (file.files.length) { send(); } });
  function send() {
    form.className = "card busy";
    form.submit();
  }
})();
