package java.lang.reflect;

@Partial class Method {
    Object invoke(Object object, Object... arguments) {}
    String getName() {}
    void setAccessible(boolean flag) {}
}
