// Runs before the first paint, so that a saved theme or language never flashes the other one. It is a file of its own
// because the content security policy allows no inline script.
(function () {
  try {
    var root = document.documentElement;
    var theme = localStorage.getItem('guichet.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    var lang = new URLSearchParams(location.search).get('lang') || localStorage.getItem('guichet.lang') || navigator.language;
    root.lang = /^fr/i.test(lang) ? 'fr' : 'en';
  } catch (error) {
    // Storage can be forbidden; the system's theme then applies.
  }
})();
