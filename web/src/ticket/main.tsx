import '../styles/base.css';
import '../styles/controls.css';
import '../styles/files.css';
import '../styles/portal.css';
import '../styles/ticket.css';
import { render } from 'preact';
import { startTicking } from '../lib/clock';
import { TicketPage } from './TicketPage';

startTicking();
render(<TicketPage />, document.getElementById('app')!);
