namespace std {

template <class T> class unique_ptr {
public:
    T* operator->(); T& operator*(); T& operator[](int place); T* get(); T* release(); void reset(T* value);
    void swap(unique_ptr& other);
};
template <class T> class weak_ptr;
template <class T> class shared_ptr {
public:
    T* operator->(); T& operator*(); T& operator[](int place); T* get(); void reset(T* value);
    long use_count(); bool unique(); void swap(shared_ptr& other);
};
template <class T> class weak_ptr {
public:
    shared_ptr<T> lock(); bool expired(); void reset(); long use_count();
};
template <class T> class enable_shared_from_this {
public:
    shared_ptr<T> shared_from_this(); weak_ptr<T> weak_from_this();
};
template <class T, class... As> unique_ptr<T> make_unique(As... values);
template <class T, class... As> shared_ptr<T> make_shared(As... values);
template <class T, class U> shared_ptr<T> static_pointer_cast(shared_ptr<U> value);
template <class T, class U> shared_ptr<T> dynamic_pointer_cast(shared_ptr<U> value);
template <class T, class U> shared_ptr<T> const_pointer_cast(shared_ptr<U> value);
template <class T> class allocator { public: T* allocate(int count); void deallocate(T* value, int count); };
template <class T> T* addressof(T& value);

template <class T> class optional {
public:
    T* operator->(); T& operator*(); T& value(); T value_or(T other); bool has_value(); void reset();
    template <class... As> T& emplace(As... values);
};
template <class T> optional<T> make_optional(T value);
template <class... Ts> class variant { public: int index(); bool valueless_by_exception(); };
template <class T, class V> T& get(V& value);
template <class T, class V> T* get_if(V* value);
template <class T, class V> bool holds_alternative(V& value);
template <class F, class... Vs> void visit(F function, Vs... values);
class any { public: bool has_value(); void reset(); };
template <class T> T any_cast(any value);
template <class T> class reference_wrapper { public: T& get(); };
template <class T> reference_wrapper<T> ref(T& value);
template <class T> reference_wrapper<T> cref(T& value);
template <class T> T&& move(T& value);
template <class T> T&& forward(T& value);
template <class T> T exchange(T& value, T other);
template <class T> void swap(T& first, T& second);
template <class T> T declval();
template <class T> T as_const(T& value);
template <class F> class function { };
template <class F, class... As> F bind(F function, As... values);
template <class F, class... As> void invoke(F function, As... values);
template <class T> class hash { };

}
