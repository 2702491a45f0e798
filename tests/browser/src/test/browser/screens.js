// All tests of the screens: one system, one browser.
import './tests/sign-in.js';
import './tests/review.js';
import './tests/exports.js';
import './tests/usage.js';
import './tests/settings.js';
import './tests/admin.js';
import './tests/batches.js';
import './tests/wizard.js';
import './tests/long-lists.js';
import './tests/pictures.js';
