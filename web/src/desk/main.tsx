import '../styles/base.css';
import '../styles/controls.css';
import '../styles/files.css';
import '../styles/overlays.css';
import '../styles/desk.css';
import '../styles/desk-list.css';
import '../styles/desk-composer.css';
import '../styles/desk-dialogs.css';
import '../styles/desk-facts.css';
import '../styles/desk-ticket.css';
import '../styles/desk-mail.css';
import { render } from 'preact';
import { startTicking } from '../lib/clock';
import { App } from './App';
import { start } from './auth/session';

startTicking();
void start();
render(<App />, document.getElementById('app')!);
