// All tests of the screens: one system, one browser.
import './tests/sign-in.js';
