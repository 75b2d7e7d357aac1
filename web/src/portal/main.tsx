import '../styles/base.css';
import '../styles/controls.css';
import '../styles/files.css';
import '../styles/portal.css';
import { render } from 'preact';
import { Contact } from './Contact';

render(<Contact />, document.getElementById('app')!);
