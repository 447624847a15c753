function logged(target: object, key: string) {} // => defines function logged
function route(path: string) { return logged } // => defines function route; references logged
const Injectable = (): ClassDecorator => (target) => {} // => defines function Injectable; defines function Injectable.<lambda1>

@Injectable() // => calls Injectable; calls Injectable.<lambda1> (inferred); decorates Injectable from Controller
export class Controller { // => defines class Controller
  @route('/') index() { return this.helper() } // => defines method Controller.index; calls Controller.helper (inferred); calls logged (inferred) from Controller; calls route from Controller; decorates route
  @logged private helper(): void {} // => defines method Controller.helper; calls logged from Controller; decorates logged
  constructor(private readonly service: Service) {} // => defines field Controller.service; defines method Controller.constructor; type_of Service; type_of Service from Controller.service
  run(): void { this.service.start().stop() } // => defines method Controller.run; calls Service.start, Service.stop (inferred)
}

class Service { // => defines class Service
  start(): this { return this } // => defines method Service.start
  stop(): void {} // => defines method Service.stop
}

declare module 'express' { interface Request { user: Service } } // => defines field Request.user; defines interface Request; type_of Service from Request.user
declare global { interface Window { controller: Controller } } // => defines field Window.controller; defines interface Window; type_of Controller from Window.controller
