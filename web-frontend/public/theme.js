// Runs before the first paint: the theme and language that were chosen on this machine, or those of the system.
(function () {
  var page = document.documentElement;
  var theme = null;
  var language = null;
  try {
    theme = localStorage.getItem('theme');
    language = localStorage.getItem('language');
  } catch (denied) {
    // A browser that keeps nothing gets the system's.
  }
  var dark = theme ? theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  page.dataset.theme = dark ? 'dark' : 'light';
  page.lang = language || (/^de\b/.test(navigator.language) ? 'de' : 'en');
})();
