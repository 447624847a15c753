namespace std {

template <class T, class U> struct pair { T first; U second; };
template <class T, class U> pair<T, U> make_pair(T first, U second);
template <class... Ts> class tuple { };
template <class... Ts> tuple<Ts...> make_tuple(Ts... values);
template <class... Ts> tuple<Ts...> tie(Ts&... values);
template <class... Ts> tuple<Ts...> forward_as_tuple(Ts... values);
template <class T> struct initializer_list { int size(); T* begin(); T* end(); };

template <class T> class vector {
public:
    T& at(int place); T& operator[](int place); T& front(); T& back(); T* data();
    T* begin(); T* end(); T* cbegin(); T* cend(); T* rbegin(); T* rend(); T* crbegin(); T* crend();
    bool empty(); int size(); int max_size(); int capacity(); void reserve(int count); void shrink_to_fit();
    void clear(); T* insert(T* place, T value); template <class... As> T* emplace(T* place, As... values);
    T* erase(T* place); void push_back(T value); template <class... As> T& emplace_back(As... values);
    void pop_back(); void resize(int count); void swap(vector& other); void assign(int count, T value);
};
template <class T, int N> class array {
public:
    T& at(int place); T& operator[](int place); T& front(); T& back(); T* data(); T* begin(); T* end();
    T* cbegin(); T* cend(); T* rbegin(); T* rend(); bool empty(); int size(); void fill(T value);
    void swap(array& other);
};
template <class T> class deque {
public:
    T& at(int place); T& operator[](int place); T& front(); T& back(); T* begin(); T* end(); T* cbegin();
    T* cend(); T* rbegin(); T* rend(); bool empty(); int size(); void clear(); T* insert(T* place, T value);
    T* erase(T* place); void push_back(T value); void push_front(T value); void pop_back(); void pop_front();
    template <class... As> T& emplace_back(As... values); template <class... As> T& emplace_front(As... values);
    void resize(int count); void swap(deque& other);
};
template <class T> class list {
public:
    T& front(); T& back(); T* begin(); T* end(); T* cbegin(); T* cend(); T* rbegin(); T* rend(); bool empty();
    int size(); void clear(); T* insert(T* place, T value); T* erase(T* place); void push_back(T value);
    void push_front(T value); void pop_back(); void pop_front(); void remove(T value); void reverse();
    template <class F> void remove_if(F function); template <class F> void sort(F function); void unique();
    template <class... As> T& emplace_back(As... values); template <class... As> T& emplace_front(As... values);
    void splice(T* place, list& other); void merge(list& other); void swap(list& other);
};
template <class T> class forward_list {
public:
    T& front(); T* begin(); T* end(); T* before_begin(); bool empty(); void clear(); void push_front(T value);
    void pop_front(); T* insert_after(T* place, T value); T* erase_after(T* place);
};
template <class K, class V> class map {
public:
    V& at(K key); V& operator[](K key); pair<K, V>* begin(); pair<K, V>* end(); pair<K, V>* cbegin();
    pair<K, V>* cend(); pair<K, V>* rbegin(); pair<K, V>* rend(); bool empty(); int size(); void clear();
    pair<pair<K, V>*, bool> insert(pair<K, V> value); pair<pair<K, V>*, bool> insert_or_assign(K key, V value);
    template <class... As> pair<pair<K, V>*, bool> emplace(As... values);
    template <class... As> pair<pair<K, V>*, bool> try_emplace(K key, As... values);
    pair<K, V>* erase(K key); pair<K, V>* find(K key); int count(K key); bool contains(K key);
    pair<K, V>* lower_bound(K key); pair<K, V>* upper_bound(K key); void swap(map& other);
    pair<pair<K, V>*, pair<K, V>*> equal_range(K key);
};
template <class K, class V> class multimap : public map<K, V> { };
template <class K, class V> class unordered_map : public map<K, V> {
public:
    void reserve(int count); void rehash(int count); int bucket_count(); float load_factor();
};
template <class K, class V> class unordered_multimap : public unordered_map<K, V> { };
template <class T> class set {
public:
    T* begin(); T* end(); T* cbegin(); T* cend(); T* rbegin(); T* rend(); bool empty(); int size(); void clear();
    pair<T*, bool> insert(T value); template <class... As> pair<T*, bool> emplace(As... values);
    T* erase(T value); T* find(T value); int count(T value); bool contains(T value); T* lower_bound(T value);
    T* upper_bound(T value); void swap(set& other);
};
template <class T> class multiset : public set<T> { };
template <class T> class unordered_set : public set<T> {
public:
    void reserve(int count); void rehash(int count); int bucket_count(); float load_factor();
};
template <class T> class unordered_multiset : public unordered_set<T> { };
template <class T> class stack {
public:
    T& top(); bool empty(); int size(); void push(T value); void pop(); void swap(stack& other);
    template <class... As> T& emplace(As... values);
};
template <class T> class queue {
public:
    T& front(); T& back(); bool empty(); int size(); void push(T value); void pop(); void swap(queue& other);
    template <class... As> T& emplace(As... values);
};
template <class T> class priority_queue {
public:
    T& top(); bool empty(); int size(); void push(T value); void pop(); template <class... As> void emplace(As... values);
};
template <class T> class span {
public:
    T& operator[](int place); T& front(); T& back(); T* data(); T* begin(); T* end(); bool empty(); int size();
    span<T> subspan(int start, int count); span<T> first(int count); span<T> last(int count);
};
template <int N> class bitset {
public:
    bool test(int place); bool any(); bool all(); bool none(); int count(); int size(); bitset& set(int place);
    bitset& reset(int place); bitset& flip(int place); string to_string(); unsigned long to_ulong();
};

}
