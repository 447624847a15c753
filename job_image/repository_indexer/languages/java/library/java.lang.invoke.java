package java.lang.invoke;

@Partial class MethodHandles {
    static Lookup lookup() {}
    static Lookup publicLookup() {}

    @Partial static class Lookup {
        MethodHandle findStatic(Class<?> type, String name, MethodType signature) {}
        MethodHandle findVirtual(Class<?> type, String name, MethodType signature) {}
    }
}
@Partial class MethodHandle {
    Object invoke(Object... arguments) {}
    Object invokeExact(Object... arguments) {}
    Object invokeWithArguments(Object... arguments) {}
    MethodHandle bindTo(Object object) {}
}
@Partial class MethodType { }
