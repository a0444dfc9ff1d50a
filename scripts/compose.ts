// Prints the parts for Docker Compose. See scripts/compose.
import { portsAt } from '@pk-auto/lifecycle/ports'
import { stringify } from 'yaml'
import { composeFile } from './images/compose-file.ts'

// docker-compose.yml has its servers at the ports of offset 0.
console.log(stringify(composeFile(portsAt(0))))
